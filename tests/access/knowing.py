"""What may be seen of whom on any page: the matrices that leaks are held against."""

from tests.access.matrix import matrix

# What may be seen of whom on any page: nothing, `all`, or only the name of the `school` that her own page tells of.
KNOWS = matrix("""
                            own     town  region  closed  other  former  next  seatless
anonymous deactivated       -       -     -       -       -      -       -     -
stranger                    -       -     -       -       -      -       -     all
former                      school  -     -       -       -      all     -     -
next                        school  -     -       -       -      -       all   -
pb_former                   -       -     -       -       -      -       -     -
ib directeur                all     -     -       all     -      all     all   -
stand_in                    all     -     -       -       -      all     all   -
coach coordinator pb_town   all     all   -       all     -      all     all   -
pb swv                      all     all   all     all     -      all     all   all
beheerder                   all     all   all     all     all    all     all   all
ib_elsewhere swv_elsewhere  -       -     -       -       all    -       -     -
""")
# The mobile numbers of these people keep to their own teams. Who sees them without being kept in the log of looks:
KNOWS_NUMBERS = matrix("""
                                                    own     town    region  closed  other   former  next    seatless
anonymous deactivated pb_former                     -       -       -       -       -       -       -       -
stranger                                            -       -       -       -       -       -       -       number
former                                              -       -       -       -       -       number  -       -
next                                                -       -       -       -       -       -       number  -
ib directeur                                        number  -       -       number  -       -       number  -
stand_in                                            number  -       -       -       -       -       number  -
coach                                               number  number  -       number  -       -       number  -
coordinator pb_town pb swv beheerder swv_elsewhere  -       -       -       -       -       -       -       -
ib_elsewhere                                        -       -       -       -       number  -       -       -
""")
# The text of a casus is for the team alone: no grant opens it, nor coordinating.
KNOWS_CASUS = matrix("""
                                               own    town   region  closed  other  former  next  seatless
anonymous deactivated pb_former                -      -      -       -       -      -       -     -
stranger former next                           -      -      -       -       -      -       -     -
ib directeur                                   casus  -      -       casus   -      -       -     -
stand_in                                       casus  -      -       -       -      -       -     -
coach                                          casus  casus  -       casus   -      -       -     -
coordinator pb_town pb swv beheerder           -      -      -       -       -      -       -     -
swv_elsewhere                                  -      -      -       -       -      -       -     -
ib_elsewhere                                   -      -      -       -       casus  -       -     -
""")
