"""Finding a school, a person, an organisation or a role from every page, also with a typing error.

The database gives candidates (`candidates`, from its own index: `index`), `matching` alone says which of them are an
answer and in what order, and `finding` asks for what somebody may see.
"""
