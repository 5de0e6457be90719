"""The documents of an office's kit: letter, fax, slides, signature, pictures, codes, signs and guide."""
