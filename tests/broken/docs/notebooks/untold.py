# %% [markdown]
# No title and no claim.

# %%
print(1)
