"""Turns text into words in one normal form: American spelling, word stems, one name for what has several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

STEMMER = snowballstemmer.stemmer("english")
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
    "explosion": "explode",
    "hypotheses": "hypothesis",
    "imbalance": "imbalanced",
    "indices": "index",
    "matrices": "matrix",
    "maths": "mathematics",
    "math": "mathematics",
    "mathematical": "mathematics",
    "regularizer": "regularize",
    "shallower": "shallow",
    "unbalanced": "imbalanced",
    "vertices": "vertex",
    "wider": "wide",
    "deeper": "deep",
    "dead": "die",
    "dying": "die",
}
# Words whose stem is also that of a word with another meaning: a normal distribution has nothing to do with normalisation.
APART = frozenset(
    "normal general initial transformer university universe explainability explainable operator generic policy regular standard active objective"
    " relative relation positional author universal object".split()
)
BRITISH = [
    (re.compile(r"^(\w+)is(ations?|e[sdr]?|ers|ing|able)$"), r"\1iz\2"),
    (re.compile(r"^(anal|paral|catal)ys(e[sdr]?|ers|ing)$"), r"\1yz\2"),
    (re.compile(r"^(behavi|col|fav|flav|hon|lab|neighb)our(\w*)$"), r"\1or\2"),
    (re.compile(r"^(cancel|channel|label|level|model|signal|travel)l(ing|ed|ers?)$"), r"\1\2"),
    (re.compile(r"^(cent|fib|lit|met)re(s|d)?$"), r"\1er\2"),
    (re.compile(r"^(anal|catal|dial)ogue(s?)$"), r"\1og\2"),
    (re.compile(r"^(gr)ey(\w*)$"), r"\1ay\2"),
    (re.compile(r"^(program)me(s?)$"), r"\1\2"),
]
# What stands before -ise in words that American English writes with s too.
KEPT = set(
    "adv ar bru ch comprom compr conc cru dem dev disgu enterpr exerc exper expert franch improv likew no otherw po pra prec prem prom ra r rev superv"
    " surpr unsuperv w".split()
)
DASHES = re.compile(r"[\u2010-\u2015\u2212\-_/]+")
# What is written in one word, with a hyphen or in two: the parts that a compound begins with, and what may follow them.
COMPOUND = re.compile(
    r"\b(?:(mini)[\s-]+(batch\w*)|(auto)[\s-]+(encod\w+|regressi\w+|grad|ml)|(back)[\s-]+(prop\w*)|(over|under)[\s-]+(fit\w*|sampl\w+)|(hyper)[\s-]+(param\w+|plane\w*)"
    r"|(multi|single)[\s-]+(layer\w*)|(feed)[\s-]+(forward\w*)|(pre)[\s-]+(train\w*|process\w*)|(fine)[\s-]+(tun\w+)|(drop)[\s-]+(out\w*)|(soft)[\s-]+(max|plus)"
    r"|(non)[\s-]+(\w+)|(data)[\s-]+(sets?)|(frame)[\s-]+(works?)|(re)[\s-]+(training|ranking)|(meta)[\s-]+(learning)|(deep)[\s-]+(fakes?)|(white|black)[\s-]+(box)"
    r"|(r)[\s-]+(cnns?|squared)|(element)[\s-]+(wise)|(noise)[\s-]+(less)|(semi|self|un)[\s-]+(supervised))\b"
)
# Short forms of chats and notes.
SHORT = {
    "algo": "algorithm", "algos": "algorithms", "arch": "architecture", "btw": "between", "b/w": "between", "coz": "because", "diff": "difference", "diffs": "differences", "fn": "function",
    "func": "function", "fns": "functions", "hows": "how", "hyperparam": "hyperparameter", "hyperparams": "hyperparameters", "im": "i", "init": "initialization", "ml's": "ml", "pls": "please", "plz": "please", "pros": "advantages", "cons": "disadvantages",
    "r": "are", "ur": "your", "u": "you", "whats": "what", "wheres": "where", "whr": "where", "whts": "what", "wht": "what", "whys": "why", "wrt": "regarding", "yr": "your", "params": "parameters", "param": "parameter", "nets": "networks", "net": "network",
}  # fmt: skip
APOSTROPHES = re.compile(r"[\u2018\u2019\u02bc`´]")
WORD = re.compile(r"c\+\+|c#|[^\W_]+(?:'[^\W_]+)?|[&@]")

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


@lru_cache(maxsize=None)
def stem(word: str) -> str:
    """The part of an English word that its forms share: `initializing`, `initialised` and `initialization` have one."""
    if word in IRREGULAR:
        return stem(IRREGULAR[word])
    if len(word) > 3 and word[-1] == "s" and not re.search("[aeiouy]", word):
        return word[:-1]  # the plural of an abbreviation: CNNs, LSTMs
    if word in APART or word.removesuffix("s") in APART:
        return f"{word.removesuffix('s')}."
    return word if len(word) < 4 or not word.isascii() else str(STEMMER.stemWord(word))


@lru_cache(maxsize=None)
def american(word: str) -> str:
    """A word as American English spells it, as far as rules can tell."""
    for pattern, replacement in BRITISH:
        match = pattern.match(word)
        if match and match[1] not in KEPT:
            return match.expand(replacement)
    return word


def fold(text: str) -> str:
    """`text` in lower case, without accents, with plain dashes and apostrophes."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return APOSTROPHES.sub("'", text)


def join_groups(match: re.Match[str]) -> str:
    """The two parts of a compound as one word."""
    return "".join(part for part in match.groups() if part)


def split_words(text: str) -> list[str]:
    """The words of `text`, folded and in American spelling, with compounds written in one: `back-propagation` is one word."""
    found = WORD.findall(DASHES.sub(" ", COMPOUND.sub(join_groups, fold(text))))
    return [american(SHORT.get(word, word).removesuffix("'s").replace("'", "")) for word in found]


def same_names() -> Iterator[tuple[str, list[str]]]:
    """(the name that stands for all, every name) of each thing that has several names."""
    for line in SAME_NAMES.strip().splitlines():
        names = [" ".join(split_words(name)) for name in line.split("=")]
        yield names[0], names
