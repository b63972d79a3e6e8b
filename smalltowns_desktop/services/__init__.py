"""What a person can do to an event: one function a deed, one transaction, `Changes` out."""
