"""How a language writes numbers, where Django has no answer: `FORMAT_MODULE_PATH`."""
