# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # The largest rate that converges
#
# **The claim under test.** The [learning rate](../questions/training/learning-rate.html) may be
# at most $2/\lambda$ on a quadratic.
#
# **The experiment.** Step.

# %%
w = 1.0
for _ in range(100):
    w -= 0.4 * 4 * w
assert abs(w) < 1e-6
