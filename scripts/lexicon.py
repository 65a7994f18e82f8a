"""The words that the matching of questions knows: which say little, what they ask for, and which names mean the same."""

from __future__ import annotations


def words_in(text: str) -> frozenset[str]:
    """The words of a list as a set."""
    return frozenset(text.split())


# Words that no name is told apart by.
GRAMMAR = words_in(
    """
    & @ a am an and are as at be been but by can could did do does doing for from had has have here how i if in into is it its may me might
    must my of on onto or our shall should so than that the their them then there these they this those to us was we were what whats when
    whether which who whom whose will with would you your yours
    """
)

# Words that say nothing of the topic where they are in no name: what a question is wrapped in.
EMPTY = words_in(
    """
    able about above according actually affect affects all allow allows almost along already also although always am among an and another
    any anyone anything are around as asked aspect aspects at available away back based basic basically basics be because become been being
    below bit both brief briefly but by call called came can candidate case cases clear clearly come comes comment concept concepts
    concerning concrete consider considered considering core correctly could crucial currently day days deeply define defined definition
    demonstrate describe described description detail detailed details did discuss discussing do does doing done during each effect
    effective effectively efficient efficiently eg either elaborate else enough especially essential essentially etc even ever every
    everyday exact exactly exist existing exists explain explained explaining explanation fact familiar famous far few find first five
    following for form four frequently friend from fully fundamental fundamentals further general generally get gets give given gives giving
    go goes going good got great had happen happened happening happens has have havent having he hear heard help helps her here high how
    however idea ie if illustrate imagine impact implies imply in include including incorporate instead intend intended interview
    interviewer into introduce introduction intuition intuitive intuitively involve involved is issue issues it its itself just keep kept
    key kindly know known knows layman laymans lead leads let lets like list little look made main mainly major make makes making many may
    me mean meaning means meant mechanism mention might modern more most much must my myself name namely necessary need needed needs never
    new nontechnical normally nothing notion now nowadays of off often ok okay old on once one only onto or other others our out outline
    over overall overview own paragraph particular people perform performed person play plays please point popularly possible practical
    practically practice precisely presence present primary principal principle principles problem problems properly provide put puts
    question questions quick quickly quite rather real really refer referred refers regard regarding regards related relation relationship
    require required requires respect result results same say scenario scenarios seem seen sentence sentences set sets several shall short should
    show significant simple simply since so some someone something sometimes sort specific specifically specify stand stands state still
    such summarize summary suppose sure take taken talk task tasks technical tell term termed terminology terms than that thats the their
    them themselves then theory there these they thing things think this those though three through thus time times to today together too
    topic towards true try two typical typically under underlying understand understanding understood up upon us used using usual usually
    very via vital want was way ways we well were what whats when whereas whether which while who whom whose will with within word words
    work working works world worth would write yes yet you your yourself
    """
)

# Everyday words, which say little of the topic; what is done with a model (evaluate, deploy, visualise, debug) is not among them.
ORDINARY = words_in(
    """
    accept achieve across act acting acts actual add added adding adds advance advanced advice afraid agree aim amount amounts answer appear
    approach appropriate area argue article assume attempt average bad badly beat beats begin beginner beginners begins behave behaves
    behavior big bigger biggest body bother bottom brain brief bring brings broad budget care careful carefully carry catch cause caused
    causes certain change changed changes changing cheap choice choices circumstance circumstances classic classical close closely colleague
    combine combined complete completely complex complicated computer computers connect connected connection consist  contain
    contains contribute control conventional copy correct cost costly cover create created creates creating critical current cut daily
    decide default degree deliver depend depends desire despite determine develop developed developer diagram diagrams die dies domain drop
    dropped dropping earlier early easier easily easy effort end ends engineer engineers english enter entire equal everyday everyone
    everything evidence exact exceed exhibit expect expected expensive experience experienced expert explicitly extra face faced factor
    factors fall fallen falling falls family fast faster favor favour feel fewer field fill final finally fine finish fit fits flow focus
    follow follows force forget forgets form formed forward free fresher freshers full future  gained gains general global goal graph
    graphically greatest group grow growing grows guarantee guess guide half hand happy hardware heavily highest highly hold holds hope huge
    human humans hungry idea ideal identical imply importance improvement independent individual industry inside insist inspired instance
    instances intelligent interest interesting internal intro introductory intuitively job join junior kill kills kinds knowledge lack
    language largest last later latest lead learner leave leaves left length lesson level levels life light limited line long longer
    longform lose loses lost lower lowest machine mainstream maintain majority manage manner mark massive matter matters maximum measure
    member mention middle min mind minimum minor minute minutes miss mistake mix modernday modify moment move moves multiple natural near
    nearly necessarily neither newcomer nice nobody normal notes novice number obtain obvious occur occurs once open opinion opposite option
    options order ordinary original outside overcome pair parts pass passed passes passing past path pay people perfect period person pick
    picture piece place placed plain plan plenty power powerful practitioner practitioners pretty previous price proceed produce produced
    produces product program programmer project projects proper purely push quality quickly raise range rate reach reaches read reading
    ready reality realize recent recently recommend reference regular relate relative relevant rely remain remains remember remove removed
    repeat replace replaced replaces request result return returns rich run running runs sake save scale scales scenario science scientist
    scientists scratch second see seems send senior sense separate serve serves several shape share short side similar single situation
    situations size skip slow slower slowly small smaller smart solely sound speak spread standard start started starts stay steps stick
    stop stops straight strategies strategy strong stronger structure student study style succeed success successful successfully suffer
    suffers suffice suit suitable suited superior support suppose supposed surely surface suspect sweet switch table target teach team tends
    theoretical theoretically thing thinking third tiny title today's top total toward track trade tradeoff traditional trick trivial trust
    turn turned turns type ultimately uncommon underlying unique unit unknown useful user usual vanilla vary version versions view walk
    wanted ways weak weaker whole wide wise wiser word worked worker worse worst wrong year years
    """
)

# Words between two things that are named side by side.
JOINING = words_in(
    """
    & and between from or than versus vs
    """
)

# What a question wants to know of its topic, and the words that say so.
FACETS = {
    "difference": words_in(
        "difference differences differ differs differentiate distinguish distinction distinguishes compare compared compares comparing comparison comparisons contrast versus vs similarities similarity"
    ),
    "benefit": words_in(
        "gain attractive advantage advantages benefit benefits merit merits pro pros strength strengths importance important significance useful usefulness prefer preferable better superior outperform why reason reasons advantageous"
    ),
    "limit": words_in(
        "disadvantage disadvantages drawback drawbacks limitation limitations con cons weakness weaknesses shortcoming shortcomings downside downsides pitfalls pitfall challenge challenges difficulties difficulty hard fail fails failing failure"
    ),
    "use": words_in(
        "application applications applied apply use uses usage usages utilize utilized usecase usecases role roles purpose purposes goal aim areas fields domains industries"
    ),
    "popular": words_in("popular popularity common commonly widely preferred favorite default"),
    "example": words_in("example examples"),
    "kind": words_in(
        "different various type types kind kinds category categories variant variants variation variations flavors forms families family varieties classes"
    ),
    "steps": words_in("step steps stage stages procedure procedures phase phases workflow process processes"),
    "remedy": words_in(
        "prevent preventing prevents avoid avoiding avoided fix fixing fixed solve solving solved solution solutions handle handling handled deal dealing mitigate mitigating overcome overcoming combat combating combatting address addressing reduce reducing reduced tackle tackling remedy remedies resolve resolved resolving counter cope alleviate eliminate rid cure minimize"
    ),
    "choose": words_in(
        "choose choosing chosen select selecting selected selection pick picking decide deciding choice suitable appropriate right recommend best"
    ),
    "where": words_in("where"),
    "compute": words_in(
        "maths math formula formulas equation equations derive deriving derivation compute computing computed calculate calculating calculated calculation derivative derivatives prove proof mathematically mathematical mathematics"
    ),
    "code": words_in("implement implementing implementation code coding snippet pseudocode script program scratch command"),
    "count": words_in("count number counted"),
    "history": words_in("history invented inventor originate originated proposed origin"),
    "part": words_in(
        "component components part parts element elements architecture structure structured building blocks block consist consists constitute layered"
    ),
    "not": words_in("not cannot cant couldnt dont doesnt isnt shouldnt without wont wouldnt except"),
    "detect": words_in("detect detecting detected identify identifying identified recognize diagnose notice spot symptoms signs sign"),
}

# Words by which a question shows that it is in English.
ENGLISH = words_in(
    """
    and are between can compare define describe difference discuss do does explain for from give how is list mention name of should state
    tell that the there these this what when where which who whose why with would write you your
    """
)

# Words of other languages that English does not have, without accents.
FOREIGN = words_in(
    """
    adalah antara apa arasindaki aur bagaimana bedeutet ce como cosa cual cuales cuando dans das del dem der des di diferencia differenza
    dlaczego donde dos een ein eine einen el entre erklare erklaren esta explica explique expliquez fur hai het hoe ist itu jak jaka jaki
    jest kaise kya kyun le mellan mengapa miedzy nasil neden nedir nel nicht och perbedaan perche por porque pourquoi quais qual quale quali
    que quel quelle quelles quels quest sind skillnaden sono sont spiega tra tussen uit uma un una und une unterschied vad varfor verschil
    waarom warum wat welche welcher wie yang zijn zu zwischen
    """
)

# Names that keep their capital when those of a heading are taken off.
PROPER = words_in(
    """
    adadelta adagrad adam amazon apache azure bayes bayesian bernoulli bert boltzmann carlo cauchy chebyshev cohen docker elman euclidean
    euler fisher fourier frobenius gauss gaussian gibbs glorot google gram hadamard hadoop hamming hebb hebbian hessian hinton hive hopfield
    huber i inception jaccard jacobian java jensen kafka kaiming kalman keras kohonen kubernetes lagrange laplace latin levenshtein
    lipschitz llama mahalanobis markov matthews mercer monte moore nash nesterov newton numpy occam pandas pearson poisson python rademacher
    riemann rosenblatt scala shannon siamese spark spearman stein student swin taylor theano turing vapnik wasserstein wiener xavier
    """
)

# Short forms of chats and notes.
SHORT = {
    "algo": "algorithm",
    "algos": "algorithms",
    "arch": "architecture",
    "b/w": "between",
    "btw": "between",
    "cons": "disadvantages",
    "coz": "because",
    "diff": "difference",
    "diffs": "differences",
    "fn": "function",
    "fns": "functions",
    "func": "function",
    "hows": "how",
    "hyperparam": "hyperparameter",
    "hyperparams": "hyperparameters",
    "im": "i",
    "init": "initialization",
    "ml's": "ml",
    "net": "network",
    "nets": "networks",
    "param": "parameter",
    "params": "parameters",
    "pls": "please",
    "plz": "please",
    "pros": "advantages",
    "r": "are",
    "u": "you",
    "ur": "your",
    "whats": "what",
    "wheres": "where",
    "whr": "where",
    "wht": "what",
    "whts": "what",
    "whys": "why",
    "wrt": "regarding",
    "yr": "your",
}

# Words whose stem is also that of a word with another meaning: a normal distribution has nothing to do with normalisation.
APART = words_in(
    """
    active author explainability explainable general generic initial normal object objective operator policy positional regular relation
    relative standard transformer universal universe university
    """
)

# Words whose forms no rule finds.
IRREGULAR = {
    "analyses": "analysis",
    "analyze": "analysis",
    "axes": "axis",
    "burst": "explode",
    "bursting": "explode",
    "bursts": "explode",
    "centring": "center",
    "chosen": "choose",
    "criteria": "criterion",
    "dead": "die",
    "deeper": "deep",
    "dying": "die",
    "explosion": "explode",
    "hypotheses": "hypothesis",
    "imbalance": "imbalanced",
    "indices": "index",
    "math": "mathematics",
    "mathematical": "mathematics",
    "maths": "mathematics",
    "matrices": "matrix",
    "regularizer": "regularize",
    "shallower": "shallow",
    "unbalanced": "imbalanced",
    "vertices": "vertex",
    "wider": "wide",
}

# What stands before -ise in words that American English writes with s too.
KEPT = words_in(
    """
    adv ar bru ch compr comprom conc cru dem dev disgu enterpr exerc exper expert franch improv likew no otherw po pra prec prem prom r ra
    rev superv surpr unsuperv w
    """
)

# Names of the same thing, the first of which stands for all; each is also recognised in the plural and with hyphens.
SAME_NAMES = """
deep learning = dl
machine learning = ml
artificial intelligence = ai
neural network = neural net = nn = artificial neural network = ann = neuralnet
deep neural network = dnn = deep network = deep neural net = deep net
shallow network = shallow neural network = shallow net = shallow neural net
feedforward network = feedforward neural network = ffnn = fnn = feed forward network = feed forward neural network
cnn = convolutional neural network = convnet = convolutional network = convolution neural network = conv net = conv network = convolutional neural net
rnn = recurrent neural network = recurrent network = recurrent neural net = elman network
lstm = long short term memory = long short memory = long short term memory network = lstm network
gru = gated recurrent unit
mlp = multilayer perceptron = multi layer perceptron = multi layer perception = multilayer perception = multilayered perceptron = multi layered perceptron = multiple layer perceptron
slp = single layer perceptron = single layered perceptron
gan = generative adversarial network = generative adversarial neural network = generative adversarial net = adversarial network
vae = variational autoencoder = variational auto encoder
rbm = restricted boltzmann machine
boltzmann machine = boltzman machine
autoencoder = auto encoder = ae = autoencoder network
deep belief network = dbn
nlp = natural language processing
llm = large language model = large language models
relu = rectified linear unit = rectifier = relu function = relu activation = relu activation function = rectified linear activation = rectified linear unit function
leaky relu = lrelu = leaky rectified linear unit = leaky relu function = leaky relu activation = leaky relu activation function
prelu = parametric relu
elu = exponential linear unit
gelu = gaussian error linear unit
swish = silu = sigmoid linear unit = swish function = swish activation = swish activation function
sigmoid = logistic function = sigmoid function = sigmoid activation = sigmoid activation function = logistic sigmoid = logistic activation function = sigmoidal function = sigmoidal activation
tanh = hyperbolic tangent = tanh function = tanh activation = tanh activation function = hyperbolic tangent function = hyperbolic tangent activation function = hyperbolic tangent activation = tan h = tanh h
softmax = soft max = softmax function = softmax activation = softmax activation function
binary step = step function = heaviside step function = heaviside function = binary step function = threshold function = step activation function = threshold activation function = unit step function = binary step activation function
activation function = activation = nonlinear activation function = nonlinear activation = activation unit = transfer function
gradient descent = gd = steepest descent = gradient descent algorithm = gradient decent
stochastic gradient descent = sgd = stochastic gd = stochastic descent
batch gradient descent = bgd = full batch gradient descent = batch gd = vanilla gradient descent
mini batch gradient descent = minibatch gradient descent = mini batch descent = mini batch gd
mini batch = minibatch
backpropagation = backprop = back propagation = back prop = bp = backward propagation = error backpropagation = backward pass = backpropagation algorithm = back propagation algorithm = backpropogation = backward prop
forward propagation = forward pass = forward prop = feedforward propagation = feed forward propagation = forward propogation = feedforward computation = forward phase
bptt = backpropagation through time = back propagation through time
loss function = loss = objective function = error function
cost function = cost
cross entropy = cross entropy loss = crossentropy = log loss = negative log likelihood = nll
mse = mean squared error = mean square error = squared error
mae = mean absolute error
binary cross entropy = bce = binary crossentropy
batch normalization = batchnorm = bn = batch norm
layer normalization = layernorm = layer norm
data normalization = feature normalization = input normalization = feature scaling = data scaling = data standardization = feature standardization = input scaling = normalization of data = z score normalization = normalize data = normalize inputs = scale features = scale data = normalize input data = standardize inputs
standardization = standardisation
weight initialization = initialize weights = parameter initialization = initialization of weights = weight init = initial weights = network initialization
xavier initialization = glorot initialization = xavier init = glorot init = xavier glorot initialization = xavier weight initialization = glorot weight initialization
he initialization = he weight initialization = kaiming initialization = he init = kaiming init
zero initialization = initialize weights to zero = initialize weights with zero = initialize all weights to zero = zero weights = initialize weights zero = all zero initialization = zero initialize weights = initialize to zero
hyperparameter = hyper parameter = metaparameter
hyperparameter tuning = hyperparameter optimization = hyperparameter search = tune hyperparameters = hpo = tuning hyperparameters = parameter tuning = hyperparameter selection
grid search = gridsearch
learning rate = step size = lr = alpha parameter
learning rate schedule = learning rate scheduler = learning rate decay = lr schedule = lr scheduler = learning rate annealing = learning rate scheduling
overfitting = over fitting = overfit = over fit = overfitted
underfitting = under fitting = underfit = under fit
bias variance tradeoff = bias variance trade off = bias variance dilemma = bias variance = tradeoff between bias and variance = trade off between bias and variance = bias variance decomposition
dropout = drop out = dropout layer = dropout regularization = dropout technique
regularization = regularisation
l1 regularization = lasso = l1 penalty = lasso regression = l1 norm regularization
l2 regularization = ridge = l2 penalty = weight decay = ridge regression = l2 norm regularization
early stopping = earlystopping = stop early
data augmentation = augment data = image augmentation = augmentation
model capacity = capacity of a model = network capacity = capacity = model complexity = capacity of model
vanishing gradient = vanishing gradient problem = gradient vanishing = vanish gradients = diminishing gradient = disappearing gradient = gradients vanish = vanishing gradient issue
exploding gradient = exploding gradient problem = gradient explosion = gradients explode = gradient explosion problem = gradient burst = exploding gradient issue = exploding gradient descent
gradient clipping = clip gradients = clipping gradients = gradient truncation
dying relu = dead relu = dead neuron = dying relu problem = dead relu unit = dying neuron = relu dying = dying relu issue = dead relu problem = relu neuron die = dead relu neuron = relu die = relu unit die = relu neuron dead
max pooling = maxpool = maxpooling = max pool
average pooling = avg pooling = mean pooling
pooling = pooling layer = pooling operation = pool layer
convolution = convolution operation = convolutional operation
convolutional layer = conv layer = convolution layer
fully connected layer = fc layer = dense layer = fully connected = fully connected dense layer = linear layer
fully connected network = dense network = fully connected neural network = fcnn = dense neural network
padding = zero padding = padding technique
same padding = same pad = padding same
valid padding = valid pad = padding valid
filter = kernel = convolution kernel = convolution filter = convolutional filter = convolutional kernel
parameter sharing = weight sharing = shared weights = sharing of parameters = shared parameters
feature map = activation map
transfer learning = transferlearning
fine tuning = finetuning = finetune = fine tune
pretrained model = pre trained model = pretrained network = pre trained network = pretraining model
lora = low rank adaptation
peft = parameter efficient fine tuning = parameter efficient finetuning
universal approximation theorem = universal approximation = universal approximator = universal function approximator
fourier transform = fourier transformation = fft = fast fourier transform = dft = discrete fourier transform
element wise multiplication = elementwise multiplication = element wise product = elementwise product = hadamard product = entrywise product = schur product = pointwise multiplication = pointwise product = element by element multiplication = element by element product = hadamard multiplication
matrix multiplication = matrix product = dot product of matrices = matmul
tensor = tensors
tensorflow = tensor flow = tf
tensorflow variable = tf variable
placeholder = placeholders
pytorch = py torch = torch
framework = frameworks
computational graph = computation graph = computing graph = dataflow graph = data flow graph = compute graph
automatic differentiation = autodiff = autograd = auto differentiation
confusion matrix = error matrix = matrix of confusion
true positive = tp
false positive = fp
false negative = fn
true negative = tn
roc curve = roc = roc auc = auc = auc roc = receiver operating characteristic = area under the curve
precision recall curve = pr curve
f1 score = f1 = f score = f measure
type i error = type 1 error
type ii error = type 2 error
supervised learning = supervised = supervised machine learning = supervised deep learning
unsupervised learning = unsupervised = unsupervised machine learning = unsupervised deep learning
self supervised learning = ssl = self supervised = selfsupervised learning = selfsupervised
semi supervised learning = semi supervised = semisupervised learning = semisupervised
reinforcement learning = rl = reinforcement
representation learning = feature learning
bagging = bootstrap aggregating = bootstrap aggregation
boosting = boosting algorithm
gradient boosting = gbm = gradient boosted trees = gradient boosting machine = gbdt = boosted trees
random forest = rf
ensemble learning = ensemble = ensembling = ensemble method = ensemble technique = ensemble model
transformer = transformer model = transformer architecture = transformer network
attention = attention mechanism
self attention = selfattention = intra attention
multi head attention = multihead attention = multi headed attention = multihead self attention
cross attention = crossattention
positional encoding = position encoding = positional embedding = position embedding
state space model = mamba = ssm
mixture of experts = moe
knowledge distillation = distillation = model distillation
quantization = model quantization
rag = retrieval augmented generation
rlhf = reinforcement learning from human feedback
dpo = direct preference optimization
kv cache = key value cache = kv caching = key value caching
chain of thought = cot
gpt = generative pretrained transformer = generative pre trained transformer
svm = support vector machine
knn = k nearest neighbor = k nearest neighbour = k nn
k means = kmeans = k means clustering = kmeans clustering
pca = principal component analysis
lda = linear discriminant analysis
svd = singular value decomposition
tsne = t sne
iou = intersection over union
nms = non max suppression = non maximum suppression = nonmaximum suppression
rcnn = fast rcnn = faster rcnn
map metric = mean average precision
resnet = residual network = resnets = residual neural network
inception = googlenet = inception network = inception net = googlenet inception
skip connection = residual connection = shortcut connection
vgg = vgg16 = vgg 16 = vggnet = vgg net = vgg19
alexnet = alex net
lenet = lenet 5 = le net
bert = bidirectional encoder representations from transformers
tfidf = tf idf = term frequency inverse document frequency
bag of words = bow
word2vec = word 2 vec = word to vec = skip gram = cbow
word embedding = word vector
seq2seq = sequence to sequence = seq to seq = sequence to sequence model
bidirectional rnn = birnn = bidirectional lstm = bilstm = bi directional rnn = bi directional lstm = bi lstm
named entity recognition = ner
eda = exploratory data analysis
mle = maximum likelihood estimation = maximum likelihood
map estimation = maximum a posteriori
kl divergence = kullback leibler divergence = kullback leibler
a b test = ab testing = a b testing = ab test
etl = extract transform load
ci cd = continuous integration
oop = object oriented programming
api = apis
gpu = graphics processing unit
tpu = tensor processing unit
image data = images = image = pictures
text data = textual data = text
tabular data = tables = structured data = tabular
hidden layer = hidden layers
output layer = last layer = final layer
nonlinearity = non linearity = nonlinear = non linear = nonlinearities
embedding = embeddings
optimizer = optimization algorithm = optimizers
momentum = momentum term
som = self organizing map = kohonen map = self organized map = kohonen network = self organising feature map
data scientist = data science
energy based model = ebm
denoising autoencoder = denoising auto encoder
sparse autoencoder = sparse auto encoder
deep autoencoder = deep auto encoder
neuron = artificial neuron = node = perceptron unit
vectorization = vectorize
symmetry breaking = break symmetry = symmetry
xor = xor problem = exclusive or = xor gate = xor function
receptive field = receptive fields
class imbalance = imbalanced data = imbalanced dataset = imbalanced class = imbalanced classification = skewed classes
missing values = missing data = null values = missing value
cross validation = crossvalidation = k fold = k fold cross validation = kfold
curse of dimensionality = curse dimensionality = dimensionality curse
dimensionality reduction = dimension reduction = reduce dimensionality = reducing dimensions
"""
