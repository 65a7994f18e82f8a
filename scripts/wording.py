"""The words that search takes for one another: stop words, endings, spellings, abbreviations and synonyms of the field.

All of it is about the language of deep learning, none about a single page: other names of a page belong into its `aliases`.
The index carries these tables to the browser, so that a text and a query are read by the same rules.
"""

from __future__ import annotations

_STOP = """
a about actually also always am an and any anyone are as at be because been being both but by can could d did do does doesnt doing done
dont each either else elses ever every everything exactly for from give got had has have having he her here his how however i if im in
into is isnt it its itself just let like ll lot many may maybe me might more most much must my need nothing now of often ok okay on once
only onto or other our ours own please quite rather re really s say shall she should so some somehow someone something somewhat still such
t tell than that the their them then there these they thing things this those though through to too up us ve very want wanted wants was we
were what whats when whenever where whether which while who whom whose why will with within would yet you your
"""
STOP = frozenset(_STOP.split())

# Words by which a question is asked rather than what it asks about: they decide only between pages that are else alike.
_WEAK = """
add added adding advice again all allow allows alone already although amount answer apart ask asked away back basic basically become
becomes begin briefly bring call called case cause causes certain come comes common commonly compare compared comparison concept consider
current define defined definition describe description detail differ difference differences different differs distinguish effect enough
even example examples exist explain explained explanation fact far few find first follow following get gets given go goes going good great
happen happens help helps hold idea important inside instead introduction intuition intuitively involve keep keeps kept kind kinds know
known last left less long look looking looks lots main make makes matter mean meaning means mention name names neither new next no none
not note off old order out outside over overview part particular parts per place point possible problem purpose put question questions
quick quickly real reason reasons result role run second see seem seen set several show shown shows side since somebody sometimes sort
sorts start style summary sure switch take takes talk term terms third together top toward towards true try trying turn tutorial type
types under understand understanding until use used useful uses using usual usually various versus view vs way ways well without work
working works write
"""
WEAK = frozenset(_WEAK.split())

IRREGULAR = {
    "analyses": "analysis",
    "axes": "axis",
    "bases": "basis",
    "criteria": "criterion",
    "hypotheses": "hypothesis",
    "indices": "index",
    "matrices": "matrix",
    "maxima": "maximum",
    "minima": "minimum",
    "optima": "optimum",
    "vertices": "vertex",
    "used": "use",
    "uses": "use",
    "using": "use",
    "usage": "use",
    "chosen": "choose",
    "chose": "choose",
    "choice": "choose",
    "choices": "choose",
    "built": "build",
    "grey": "gray",
    "artefact": "artifact",
    "artefacts": "artifact",
    "programme": "program",
    "programmes": "program",
    "learnt": "learn",
    "vs": "versus",
}

# (what is replaced, by what), one after another; the same expressions are read by Python and by JavaScript.
ENDINGS: tuple[tuple[str, str], ...] = (
    (r"(?<=[a-z]{2})ies$", "y"),
    (r"(?<=ss|sh|ch|[a-z]x|zz)es$", ""),
    (r"(?<=[a-z]{2}[^aisu])s$", ""),
    (r"ys(?=e$|ed$|er$|ing$)", "yz"),  # analyse
    (r"(?<=[a-z]{3})is(?=e$|ed$|er$|ing$|ation$|ational$|able$)", "iz"),  # normalise
    (r"(?<=[a-z]{3})our(?=$|ed$|ing$|al$|hood$|able$)", "or"),  # colour
    (r"(?<=[a-z]{2})tr(?=e$|ed$)", "ter"),  # centre
    (r"(?<=[a-z]{3})(?:ization|izational|izable|izer|ized|izing|ize)$", "iz"),
    (r"(?<=[a-z]{2})(?:ification|ified|ifier|ifying)$", "ify"),
    (r"(?<=[a-z]{3})ied$", "y"),
    (r"(?<=[a-z]{3})ional$", "ion"),
    (r"(?<=[a-z]{4})(?:ation|ate|ated|ating|ator)$", ""),
    (r"(?<=[a-z]{3}[st])ion$", ""),
    (r"(?<=[a-z]{3})(?<=er)(?:ent|ence)$", ""),  # different, inference
    (r"(?<=urr)(?:ent|ence)$", ""),  # recurrent
    (r"(?<=[a-z]{4})(?:ence|ance)$", ""),
    (r"(?<=[a-z]{4})ly$", ""),
    (r"(?<=[a-z]{2})(?<!e)(?<!emb)ed$", ""),
    (r"(?<=[a-z]{2})ing$", ""),
    (r"(?<=[a-z]{2}([b-df-hj-np-tv-z]))\1$", ""),  # clipp(ing), loss
    (r"(?<=[a-z]{3})e$", ""),
)

# What is taken off a normal form to have its root: forger and forging, detective and detection are kin, which is less than being the same word.
KIN = r"(?<=[a-z]{4})(?:ativ|iv|er|or|ity|ment|nes|ous|ist|abl|ibl|ful|les)$"

_GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega"
GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK.split(), strict=True)) | {"ς": "sigma", "ϵ": "epsilon", "ϕ": "phi", "∇": "nabla"}

# Phrases of one meaning. Where one is typed, the others are looked for as well.
SAME: tuple[tuple[str, ...], ...] = (
    # networks
    ("ai", "artificial intelligence"),
    ("ml", "machine learning"),
    ("dl", "deep learning"),
    ("ann", "artificial neural network", "neural network", "neural net", "nn"),
    ("dnn", "deep neural network", "deep network", "deep net"),
    ("net", "network"),
    ("cnn", "convnet", "conv net", "convolutional neural network", "convolutional network"),
    ("dcnn", "deep convolutional network"),
    ("conv", "convolution", "convolutional"),
    ("rnn", "recurrent neural network", "recurrent network", "recurrent net"),
    ("lstm", "long short term memory"),
    ("gru", "gated recurrent unit"),
    ("mlp", "multilayer perceptron", "multi layer perceptron"),
    ("slp", "single layer perceptron"),
    ("ffnn", "fnn", "feedforward network", "feed forward network", "feedforward neural network"),
    ("ae", "autoencoder"),
    ("dae", "denoising autoencoder"),
    ("sae", "sparse autoencoder", "stacked autoencoder"),
    ("cae", "contractive autoencoder", "convolutional autoencoder"),
    ("vae", "variational autoencoder"),
    ("vqvae", "vector quantised autoencoder"),
    ("gan", "generative adversarial network"),
    ("dcgan", "deep convolutional gan"),
    ("wgan", "wasserstein gan"),
    ("cgan", "conditional gan"),
    ("rbm", "restricted boltzmann machine"),
    ("dbm", "deep boltzmann machine"),
    ("dbn", "deep belief network"),
    ("bm", "boltzmann machine"),
    ("som", "self organising map"),
    ("ssm", "state space model"),
    ("llm", "large language model", "language model"),
    ("vit", "vision transformer"),
    ("seq2seq", "sequence to sequence", "encoder decoder"),
    ("resnet", "residual network"),
    # training
    ("gd", "gradient descent"),
    ("bgd", "batch gradient descent"),
    ("sgd", "stochastic gradient descent"),
    ("mbgd", "mini batch gradient descent"),
    ("bp", "backprop", "backpropagation", "back propagation", "backward pass", "backward propagation"),
    ("bptt", "backpropagation through time"),
    ("forward pass", "forward propagation", "forward prop", "feedforward pass"),
    ("lr", "learning rate", "step size"),
    ("bn", "batchnorm", "batch norm", "batch normalization"),
    ("layernorm", "layer norm", "layer normalization"),
    ("nag", "nesterov momentum"),
    ("hpo", "hyperparameter optimization", "hyperparameter tuning", "hyperparameter search"),
    ("hparam", "hyperparameter"),
    ("ce", "xent", "cross entropy"),
    ("bce", "binary cross entropy"),
    ("mse", "mean squared error", "squared error"),
    ("mae", "mean absolute error"),
    ("kl", "kullback leibler"),
    ("mle", "maximum likelihood"),
    ("erm", "empirical risk minimization"),
    ("cd", "contrastive divergence"),
    ("ssl", "self supervised learning"),
    ("rl", "reinforcement learning"),
    ("tl", "transfer learning"),
    ("wd", "weight decay"),
    ("l2", "ridge", "weight decay"),
    ("l1", "lasso"),
    ("init", "initialization"),
    ("hyperparams", "hyperparameters"),
    ("params", "parameters"),
    # functions
    ("relu", "rectified linear unit", "rectifier"),
    ("lrelu", "leaky relu", "leaky rectifier"),
    ("prelu", "parametric relu"),
    ("elu", "exponential linear unit"),
    ("gelu", "gaussian error linear unit"),
    ("silu", "swish"),
    ("tanh", "hyperbolic tangent"),
    ("logistic function", "sigmoid", "sigma"),
    ("step function", "heaviside", "heaviside function", "threshold function"),
    ("squashing function", "activation function", "transfer function"),
    ("activation", "activation function", "nonlinearity", "non linearity"),
    ("fft", "fast fourier transform", "fourier transform"),
    ("dft", "discrete fourier transform", "fourier transform"),
    ("uat", "universal approximation theorem"),
    ("hadamard product", "element wise product", "elementwise product", "pointwise product"),
    ("dot product", "inner product"),
    ("matmul", "matrix multiplication", "matrix product"),
    ("product", "multiplication"),
    ("svm", "support vector machine"),
    ("pca", "principal component analysis"),
    ("knn", "nearest neighbour"),
    ("vc dimension", "vapnik chervonenkis"),
    ("dag", "directed acyclic graph"),
    # tools and tasks
    ("tf", "tensorflow"),
    ("nlp", "natural language processing", "text processing"),
    ("cv", "computer vision"),
    ("asr", "speech recognition"),
    ("ocr", "character recognition"),
    ("gpu", "graphics card"),
    ("autodiff", "autograd", "automatic differentiation"),
    ("auc", "roc", "roc curve"),
    ("tp", "true positive"),
    ("fp", "false positive"),
    ("tn", "true negative"),
    ("fn", "false negative"),
    # words
    ("use", "application", "apply", "use case"),
    ("difference", "versus", "compare", "contrast", "distinguish"),
    ("advantage", "benefit", "pros", "strength", "merit"),
    ("limitation", "drawback", "disadvantage", "weakness", "downside", "cons", "shortcoming"),
    ("kind", "type", "variety", "variant", "sort"),
    ("part", "component", "element"),
    ("default", "standard", "popular", "common"),
    ("neuron", "unit", "node", "cell"),
    ("labelled", "annotated", "tagged"),
    ("loss", "cost", "objective", "error function"),
    ("normalization", "standardization", "rescaling", "scaling"),
    ("explode", "diverge", "explosion"),
    ("vanish", "disappear", "shrink", "decay"),
    ("small", "little", "tiny"),
    ("large", "big", "huge"),
    ("enough", "sufficient", "suffice"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("prevent", "avoid", "stop", "fix", "cure", "remedy"),
    ("choose", "select", "pick", "tune"),
    ("initial", "starting", "start", "initialization"),
    ("compress", "encode", "code", "bottleneck"),
    ("rebuild", "reconstruct"),
    ("pretrained", "pre trained"),
    ("randomly", "random", "stochastic"),
    ("picture", "photo", "image"),
    ("library", "framework", "toolkit", "package", "tool"),
    ("training", "learning", "fitting"),
    ("generate", "create", "synthesise"),
    ("fake", "generated", "synthetic"),
    ("classify", "categorise"),
    ("predict", "forecast"),
    ("rise", "go up", "goes up", "increase", "grow"),
    ("fall", "go down", "goes down", "decrease"),
    ("noise", "noisy", "corrupted", "denoising"),
    ("border", "edge", "boundary"),
    ("sequential data", "sequence", "time series"),
    ("human", "people", "supervision"),
    ("sample", "example", "instance", "data point", "observation"),
    ("unseen data", "new data", "test data", "held out data", "unseen example", "test set"),
    ("bad", "badly", "poor", "poorly", "worse"),
    ("good", "well", "better", "best"),
    ("classifier", "classification"),
    ("feature", "input", "attribute", "variable"),
    ("weight", "parameter", "coefficient"),
    ("output", "prediction"),
    ("last layer", "final layer", "output layer"),
    ("first layer", "input layer"),
    ("middle layer", "intermediate layer", "hidden layer"),
    ("step", "stage", "phase"),
    ("math", "maths", "mathematics"),
    ("history", "origin", "invented", "come from"),
    ("speed up", "faster", "accelerate"),
    ("detect", "detection", "find", "spot"),
    ("outlier", "anomaly"),
    ("remove noise", "denoise", "denoising"),
    ("translation", "translate"),
    ("long range dependency", "long term dependency", "long term memory"),
)

# A term, and plain words that are typed by readers who do not have it. Where one of these is typed, the term is looked for too, but not the other way round.
MEANT: tuple[tuple[str, ...], ...] = (
    ("vanish", "too small", "tiny", "die out", "fade"),
    ("explode", "too large", "too big", "huge", "blow up", "grow without bound", "overflow"),
    ("overfit", "memorise", "learn by heart", "too complex"),
    ("underfit", "too simple", "not learning enough"),
    ("generalization", "unseen data", "new data"),
    ("unlabelled", "without labels", "no labels"),
    ("hyperparameter", "setting", "knob", "configuration"),
    ("versus", "instead of", "rather than", "as opposed to", "same as"),
    ("drop", "turn off", "switch off", "remove", "ignore", "disable"),
    ("transfer", "reuse", "pretrained", "pre trained"),
    ("deep", "many layers", "more layers"),
    ("shallow", "few layers"),
    ("ensemble", "combine models", "many models", "several models"),
    ("prerequisite", "requirement", "background", "need to know", "learn first"),
    ("capacity", "expressive power", "representational power", "how much"),
    ("activation function", "non linear function", "nonlinear function"),
    ("random initialization", "random weights", "initial weights", "starting weights"),
    ("convert", "turn into", "squash"),
    ("accuracy", "performance", "error rate"),
    ("supervision", "teacher", "label"),
    ("begin", "get started"),
    ("start", "begin"),
    ("memory", "remember", "forget"),
    ("application", "good for", "useful for", "solve"),
    ("linear", "straight line"),
    ("descent", "downhill", "minimum"),
    ("spectrum", "frequency"),
    ("elementwise", "entry by entry", "corresponding entries", "position by position", "componentwise"),
    ("target", "truth", "ground truth"),
    ("test accuracy", "accuracy on new data", "accuracy on the test set"),
    ("reconstruct", "reproduce", "restore"),
)
