"""What a congress consists of, and the rules that need nothing but the standard library."""
