"""The demo: two invented regions, laid out relative to a day. Pure tables and plans; `writing` makes rows of them."""
