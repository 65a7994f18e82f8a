# %% [markdown]
# # A notebook that leads astray
#
# **The claim under test.** It belongs to [a page](../questions/training/nowhere.html).
#
# Nothing.
