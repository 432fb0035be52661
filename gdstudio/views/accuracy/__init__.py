"""The accuracy: how well the weights do over the steps, on learnt and on unseen images."""
