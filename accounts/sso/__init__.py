"""Single sign-on: another organisation says who somebody is; it never says what she may."""
