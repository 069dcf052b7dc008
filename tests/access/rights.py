"""Who may what where: the matrices that the routes and the access functions are held against."""

from tests.access.matrix import matrix

# A school, its team and its days.
SEES_SCHOOL = matrix("""
                                own  town  region  closed  other  missing
anonymous deactivated           in   in    in      in      in     in
stranger former next pb_former  404  404   404     404     404    404
ib directeur                    ok   404   404     ok      404    404
stand_in                        ok   404   404     404     404    404
coach coordinator pb_town       ok   ok    404     ok      404    404
pb swv                          ok   ok    ok      ok      404    404
beheerder                       ok   ok    ok      ok      ok     404
ib_elsewhere swv_elsewhere      404  404   404     404     ok     404
""")
EDITS_TEAM = matrix("""
                                own  town  region  closed  other  missing
anonymous deactivated           in   in    in      in      in     in
stranger former next pb_former  404  404   404     404     404    404
ib directeur                    ok   404   404     403     404    404
stand_in                        ok   404   404     404     404    404
coach coordinator               403  403   404     403     404    404
pb_town                         ok   ok    404     403     404    404
pb                              ok   ok    ok      403     404    404
swv                             403  403   403     403     404    404
beheerder                       ok   ok    ok      403     ok     404
ib_elsewhere                    404  404   404     404     ok     404
swv_elsewhere                   404  404   404     404     403    404
""")
# Planning the sessions of a school, which a procesbegeleider does until the school plans its own.
PLANS = matrix("""
                                own  town  region  closed  other  missing
anonymous deactivated           in   in    in      in      in     in
stranger former next pb_former  404  404   404     404     404    404
ib directeur                    403  404   404     403     404    404
stand_in                        403  404   404     404     404    404
coach coordinator               403  403   404     403     404    404
pb_town                         ok   ok    404     403     404    404
pb                              ok   ok    ok      403     404    404
swv                             403  403   403     403     404    404
beheerder                       ok   ok    ok      403     ok     404
ib_elsewhere                    404  404   404     404     403    404
swv_elsewhere                   404  404   404     404     403    404
""")
# Keeping what happens in a session: the team itself, and who plans there.
RECORDS = matrix("""
                                own  town  region  closed  other  missing
anonymous deactivated           in   in    in      in      in     in
stranger former next pb_former  404  404   404     404     404    404
ib directeur                    ok   404   404     403     404    404
stand_in                        ok   404   404     404     404    404
coach                           ok   ok    404     403     404    404
coordinator                     403  403   404     403     404    404
pb_town                         ok   ok    404     403     404    404
pb                              ok   ok    ok      403     404    404
swv                             403  403   403     403     404    404
beheerder                       ok   ok    ok      403     ok     404
ib_elsewhere                    404  404   404     404     ok     404
swv_elsewhere                   404  404   404     404     403    404
""")
# A casus of a session: the team alone, and who is invited to it.
READS_CASUS = matrix("""
                                own  town  region  closed  other  missing
anonymous deactivated           in   in    in      in      in     in
stranger former next pb_former  404  404   404     404     404    404
ib directeur                    ok   404   404     ok      404    404
stand_in                        ok   404   404     404     404    404
coach                           ok   ok    404     ok      404    404
coordinator pb_town             403  403   404     403     404    404
pb swv                          403  403   403     403     404    404
beheerder                       403  403   403     403     403    404
ib_elsewhere                    404  404   404     404     ok     404
swv_elsewhere                   404  404   404     404     403    404
""")
WRITES_CASUS = READS_CASUS.but("closed", "ib directeur coach", "403")
# The casussen that are shared in a region: who has a seat or a grant there. Using one takes a session of her team.
READS_LIBRARY = matrix("""
                                own  other  missing
anonymous deactivated           in   in     in
stranger former next pb_former  404  404    404
ib directeur stand_in coach     ok   404    404
coordinator                     404  404    404
pb_town pb swv                  ok   404    404
beheerder                       ok   ok     404
ib_elsewhere swv_elsewhere      404  ok     404
""")
USES_LIBRARY = READS_LIBRARY.but("own", "pb_town pb swv beheerder", "403").but(
    "other", "beheerder swv_elsewhere", "403"
)
# Taking a casus out: the team that gave it, and who manages the region.
WITHDRAWS_SHARED = READS_LIBRARY.but("own", "pb_town pb", "403")
# A plan for the seat of leerplicht: to who may not fill that seat it is not there.
CHANGES_PLAN = matrix("""
                                own  town  region  closed  other  missing
anonymous deactivated           in   in    in      in      in     in
stranger former next pb_former  404  404   404     404     404    404
ib directeur stand_in           ok   404   404     404     404    404
coach coordinator swv           404  404   404     404     404    404
pb_town                         ok   ok    404     404     404    404
pb                              ok   ok    ok      404     404    404
beheerder                       ok   ok    ok      404     ok     404
ib_elsewhere                    404  404   404     404     ok     404
swv_elsewhere                   404  404   404     404     404    404
""")
# Choosing from the region's people; a coordinator chooses from those of her organisation.
FINDS_PEOPLE = matrix("""
                                own  town  region  closed  other  missing
anonymous deactivated           in   in    in      in      in     in
stranger former next pb_former  404  404   404     404     404    404
ib directeur                    ok   404   404     403     404    404
stand_in                        ok   404   404     404     404    404
coach                           403  403   404     403     404    404
coordinator                     ok   ok    404     ok      404    404
pb_town                         ok   ok    404     403     404    404
pb                              ok   ok    ok      403     404    404
swv                             403  403   403     403     404    404
beheerder                       ok   ok    ok      403     ok     404
ib_elsewhere                    404  404   404     404     ok     404
swv_elsewhere                   404  404   404     404     403    404
""")
# A person: somebody who sits there; herself; the coach; somebody of the region without a seat; a merged record.
SEES_PERSON = matrix("""
                       self  own  town  region  closed  other  coach  seatless  merged  missing
anonymous              -     in   in    in      in      in     in     in        in      in
deactivated            in    in   in    in      in      in     in     in        in      in
stranger former next   ok    404  404   404     404     404    404    404       404     404
ib directeur           ok    ok   404   404     ok      404    ok     404       404     404
stand_in               ok    ok   404   404     404     404    ok     404       404     404
coach                  ok    ok   ok    404     ok      404    ok     404       404     404
coordinator pb_town    -     ok   ok    404     ok      404    ok     404       404     404
pb_former              -     404  404   404     404     404    404    404       404     404
pb swv                 -     ok   ok    ok      ok      404    ok     ok        404     404
beheerder              -     ok   ok    ok      ok      ok     ok     ok        404     404
ib_elsewhere           ok    404  404   404     404     ok     404    404       404     404
swv_elsewhere          -     404  404   404     404     ok     404    404       404     404
""")
# An old address leads who may see what was kept to there.
READS_PERSON = SEES_PERSON.but("merged", "pb swv beheerder", "302")
EDITS_PERSON = matrix("""
                       self  own  town  region  closed  other  coach  seatless  merged  missing
anonymous              -     in   in    in      in      in     in     in        in      in
deactivated            in    in   in    in      in      in     in     in        in      in
stranger former next   ok    404  404   404     404     404    404    404       404     404
ib directeur           ok    ok   404   404     403     404    ok     404       404     404
stand_in               ok    ok   404   404     404     404    ok     404       404     404
coach                  ok    403  403   404     403     404    ok     404       404     404
coordinator            -     403  403   404     403     404    ok     404       404     404
pb_town                -     ok   ok    404     403     404    ok     404       404     404
pb_former              -     404  404   404     404     404    404    404       404     404
pb                     -     ok   ok    ok      ok      404    ok     ok        404     404
swv                    -     403  403   403     403     404    403    403       404     404
beheerder              -     ok   ok    ok      ok      ok     ok     ok        404     404
ib_elsewhere           ok    404  404   404     404     ok     404    404       404     404
swv_elsewhere          -     404  404   404     404     403    404    404       404     404
""")
# Merging somebody's record with another.
ARRANGES_PERSON = matrix("""
                       self  own  town  region  closed  other  coach  seatless  merged  missing
anonymous              -     in   in    in      in      in     in     in        in      in
deactivated            in    in   in    in      in      in     in     in        in      in
stranger former next   403   404  404   404     404     404    404    404       404     404
ib directeur           403   403  404   404     403     404    403    404       404     404
stand_in               403   403  404   404     404     404    403    404       404     404
coach                  403   403  403   404     403     404    403    404       404     404
coordinator            -     403  403   404     403     404    ok     404       404     404
pb_town                -     403  403   404     403     404    403    404       404     404
pb_former              -     404  404   404     404     404    404    404       404     404
pb                     -     ok   ok    ok      ok      404    ok     ok        404     404
swv                    -     403  403   403     403     404    403    403       404     404
beheerder              -     ok   ok    ok      ok      ok     ok     ok        404     404
ib_elsewhere           403   404  404   404     404     403    404    404       404     404
swv_elsewhere          -     404  404   404     404     403    404    404       404     404
""")
# Handing over her seats: those of a whole region or organisation, or those in the own municipality.
HANDS_OVER = matrix("""
                      self  own  town  region  closed  other  coach  seatless  merged  missing
anonymous             -     in   in    in      in      in     in     in        in      in
deactivated           in    in   in    in      in      in     in     in        in      in
stranger former next  403   404  404   404     404     404    404    404       404     404
ib directeur          403   403  404   404     403     404    403    404       404     404
stand_in              403   403  404   404     404     404    403    404       404     404
coach                 403   403  403   404     403     404    403    404       404     404
coordinator           -     403  403   404     403     404    ok     404       404     404
pb_town               -     ok   ok    404     ok      404    ok     404       404     404
pb_former             -     404  404   404     404     404    404    404       404     404
pb                    -     ok   ok    ok      ok      404    ok     ok        404     404
swv                   -     403  403   403     403     404    403    403       404     404
beheerder             -     ok   ok    ok      ok      ok     ok     ok        404     404
ib_elsewhere          403   404  404   404     404     403    404    404       404     404
swv_elsewhere         -     404  404   404     404     403    404    404       404     404
""")
# Erasing somebody for good: not by a coordinator.
ERASES_PERSON = matrix("""
                      self  own  town  region  closed  other  coach  seatless  merged  missing
anonymous             -     in   in    in      in      in     in     in        in      in
deactivated           in    in   in    in      in      in     in     in        in      in
stranger former next  403   404  404   404     404     404    404    404       404     404
ib directeur          403   403  404   404     403     404    403    404       404     404
stand_in              403   403  404   404     404     404    403    404       404     404
coach                 403   403  403   404     403     404    403    404       404     404
coordinator pb_town   -     403  403   404     403     404    403    404       404     404
pb_former             -     404  404   404     404     404    404    404       404     404
pb                    -     ok   ok    ok      ok      404    ok     ok        404     404
swv                   -     403  403   403     403     404    403    403       404     404
beheerder             -     ok   ok    ok      ok      ok     ok     ok        404     404
ib_elsewhere          403   404  404   404     404     403    404    404       404     404
swv_elsewhere         -     404  404   404     404     403    404    404       404     404
""")
# Looking at a number that its owner keeps to her teams.
SHOWS_PHONE = matrix("""
                      self  own  town  region  closed  other  coach  seatless  merged  missing
anonymous             -     in   in    in      in      in     in     in        in      in
deactivated           in    in   in    in      in      in     in     in        in      in
stranger former next  ok    404  404   404     404     404    404    404       404     404
ib directeur          ok    ok   404   404     ok      404    ok     404       404     404
stand_in              ok    ok   404   404     404     404    ok     404       404     404
coach                 ok    ok   ok    404     ok      404    ok     404       404     404
coordinator           -     403  403   404     403     404    ok     404       404     404
pb_town               -     ok   ok    404     ok      404    ok     404       404     404
pb_former             -     404  404   404     404     404    404    404       404     404
pb swv                -     ok   ok    ok      ok      404    ok     ok        404     404
beheerder             -     ok   ok    ok      ok      ok     ok     ok        404     404
ib_elsewhere          ok    404  404   404     404     ok     404    404       404     404
swv_elsewhere         -     404  404   404     404     ok     404    404       404     404
""")
# Inviting somebody else who has a seat.
INVITES = matrix("""
                      self  own  town  region  closed  other  coach  seatless  merged  missing
anonymous             -     in   in    in      in      in     in     in        in      in
deactivated           in    in   in    in      in      in     in     in        in      in
stranger former next  403   404  404   404     404     404    404    404       404     404
ib directeur          403   ok   404   404     403     404    ok     404       404     404
stand_in              403   ok   404   404     404     404    ok     404       404     404
coach                 403   403  403   404     403     404    403    404       404     404
coordinator           -     403  403   404     403     404    ok     404       404     404
pb_town               -     ok   ok    404     403     404    ok     404       404     404
pb_former             -     404  404   404     404     404    404    404       404     404
pb                    -     ok   ok    ok      ok      404    ok     403       404     404
swv                   -     403  403   403     403     404    403    403       404     404
beheerder             -     ok   ok    ok      ok      ok     ok     403       404     404
ib_elsewhere          403   404  404   404     404     ok     404    404       404     404
swv_elsewhere         -     404  404   404     404     403    404    404       404     404
""")
# Sending the link again with which an address is confirmed; every address of the world is.
CONFIRMS_ADDRESS = matrix("""
                      self  own  town  region  closed  other  coach  seatless  merged  missing
anonymous             -     in   in    in      in      in     in     in        in      in
deactivated           in    in   in    in      in      in     in     in        in      in
stranger former next  403   404  404   404     404     404    404    404       404     404
ib directeur          403   403  404   404     403     404    403    404       404     404
stand_in              403   403  404   404     404     404    403    404       404     404
coach                 403   403  403   404     403     404    403    404       404     404
coordinator pb_town   -     403  403   404     403     404    403    404       404     404
pb_former             -     404  404   404     404     404    404    404       404     404
pb swv                -     403  403   403     403     404    403    403       404     404
beheerder             -     403  403   403     403     403    403    403       404     404
ib_elsewhere          403   404  404   404     404     403    404    404       404     404
swv_elsewhere         -     404  404   404     404     403    404    404       404     404
""")
# An organisation with its people; "own" is the one that the coordinator coordinates.
SEES_ORGANISATION = matrix("""
                                own  town  region  other  missing
anonymous deactivated           in   in    in      in     in
stranger former next pb_former  404  404   404     404    404
ib directeur stand_in coach     404  404   404     404    404
coordinator                     ok   404   404     404    404
pb_town                         404  404   404     404    404
pb swv                          ok   ok    ok      404    404
beheerder                       ok   ok    ok      ok     404
ib_elsewhere                    404  404   404     404    404
swv_elsewhere                   404  404   404     ok     404
""")
# A region: seen by who has a grant in it, changed by who manages it, granted over by the beheerder.
SEES_REGION = matrix("""
                                         own  other  missing
anonymous deactivated                    in   in     in
stranger former next pb_former           404  404    404
ib directeur stand_in coach coordinator  404  404    404
pb_town pb swv                           ok   404    404
beheerder                                ok   ok     404
ib_elsewhere                             404  404    404
swv_elsewhere                            404  ok     404
""")
# What a program reads with a key: to who shows none it is nothing, signed in or not.
WITHOUT_KEY = matrix("""
                                         own  other  missing
anonymous deactivated                    401  401    401
stranger former next pb_former           401  401    401
ib directeur stand_in coach coordinator  401  401    401
pb_town pb swv                           401  401    401
beheerder ib_elsewhere swv_elsewhere     401  401    401
""")
MANAGES_REGION = matrix("""
                                         own  other  missing
anonymous deactivated                    in   in     in
stranger former next pb_former           404  404    404
ib directeur stand_in coach coordinator  404  404    404
pb_town pb                               403  404    404
swv                                      ok   404    404
beheerder                                ok   ok     404
ib_elsewhere                             404  404    404
swv_elsewhere                            404  ok     404
""")
GRANTS_IN_REGION = matrix("""
                                         own  other  missing
anonymous deactivated                    in   in     in
stranger former next pb_former           404  404    404
ib directeur stand_in coach coordinator  404  404    404
pb_town pb swv                           403  404    404
beheerder                                ok   ok     404
ib_elsewhere                             404  404    404
swv_elsewhere                            404  403    404
""")
# The region's own work, done by who edits all of it.
IMPORTS_TEAMS = matrix("""
                                         own  other  missing
anonymous deactivated                    in   in     in
stranger former next pb_former           404  404    404
ib directeur stand_in coach coordinator  404  404    404
swv                                      403  404    404
pb_town pb                               ok   404    404
beheerder                                ok   ok     404
ib_elsewhere                             404  404    404
swv_elsewhere                            404  403    404
""")
ARRANGES_REGION = matrix("""
                                         own  other  missing
anonymous deactivated                    in   in     in
stranger former next pb_former           404  404    404
ib directeur stand_in coach coordinator  404  404    404
pb_town                                  404  404    404
swv                                      403  404    404
pb                                       ok   404    404
beheerder                                ok   ok     404
ib_elsewhere                             404  404    404
swv_elsewhere                            404  403    404
""")
READS_REGION = matrix("""
                                         own  other  missing
anonymous deactivated                    in   in     in
stranger former next pb_former           404  404    404
ib directeur stand_in coach coordinator  404  404    404
pb_town                                  404  404    404
pb swv                                   ok   404    404
beheerder                                ok   ok     404
ib_elsewhere                             404  404    404
swv_elsewhere                            404  ok     404
""")
# The posters of all its schools: who has a grant over one municipality does not see the others.
TAKES_POSTERS = READS_REGION
# What was done at a school: read by who edits its team, or reads all of its region.
READS_SCHOOL = matrix("""
                                own  town  region  closed  other  missing
anonymous deactivated           in   in    in      in      in     in
stranger former next pb_former  404  404   404     404     404    404
ib directeur                    ok   404   404     403     404    404
stand_in                        ok   404   404     404     404    404
coach coordinator               403  403   404     403     404    404
pb_town                         ok   ok    404     ok      404    404
pb swv                          ok   ok    ok      ok      404    404
beheerder                       ok   ok    ok      ok      ok     404
ib_elsewhere                    404  404   404     404     ok     404
swv_elsewhere                   404  404   404     404     ok     404
""")
REGISTERS_SCHOOL = matrix("""
                                own  town  region  closed  other  missing
anonymous deactivated           in   in    in      in      in     in
stranger former next pb_former  404  404   404     404     404    404
ib directeur                    403  404   404     403     404    404
stand_in                        403  404   404     404     404    404
coach coordinator pb_town       403  403   404     403     404    404
pb                              403  403   403     403     404    404
swv                             ok   ok    ok      ok      404    404
beheerder                       ok   ok    ok      ok      ok     404
ib_elsewhere                    404  404   404     404     403    404
swv_elsewhere                   404  404   404     404     ok     404
""")
# The public page, which the own and the other school have; it is there for everybody or for nobody.
PUBLIC = matrix("""
                                      own  town  region  closed  other  missing
anonymous deactivated                 ok   404   404     404     ok     404
stranger former next pb_former        ok   404   404     404     ok     404
ib directeur stand_in coach           ok   404   404     404     ok     404
coordinator pb_town pb swv beheerder  ok   404   404     404     ok     404
ib_elsewhere swv_elsewhere            ok   404   404     404     ok     404
""")
# Pages without an object.
EVERYBODY = matrix("""
                                      here
anonymous deactivated                 ok
stranger former next pb_former        ok
ib directeur stand_in coach           ok
coordinator pb_town pb swv beheerder  ok
ib_elsewhere swv_elsewhere            ok
""")
SIGNED_IN = matrix("""
                                      here
anonymous deactivated                 in
stranger former next pb_former        ok
ib directeur stand_in coach           ok
coordinator pb_town pb swv beheerder  ok
ib_elsewhere swv_elsewhere            ok
""")
# Who is signed in already goes home.
SIGNED_OUT = matrix("""
                                      here
anonymous deactivated                 ok
stranger former next pb_former        away
ib directeur stand_in coach           away
coordinator pb_town pb swv beheerder  away
ib_elsewhere swv_elsewhere            away
""")
# Signing out is asked first of who is signed in, and of nobody else.
LEAVES = matrix("""
                                      here
anonymous deactivated                 302
stranger former next pb_former        ok
ib directeur stand_in coach           ok
coordinator pb_town pb swv beheerder  ok
ib_elsewhere swv_elsewhere            ok
""")
# Who has power has signed in with a second step here; nobody else has one, and what asks it first sends her there.
WITH_SECOND_STEP = matrix("""
                                      here
anonymous deactivated                 in
stranger former next pb_former        away
ib directeur stand_in coach           away
coordinator pb_town pb swv beheerder  ok
ib_elsewhere                          away
swv_elsewhere                         ok
""")
WITHOUT_SECOND_STEP = matrix("""
                                      here
anonymous deactivated                 in
stranger former next pb_former        ok
ib directeur stand_in coach           ok
coordinator pb_town pb swv beheerder  302
ib_elsewhere                          ok
swv_elsewhere                         302
""")
WITH_GRANT = matrix("""
                                         here
anonymous deactivated                    in
stranger former next pb_former           404
ib directeur stand_in coach coordinator  404
pb_town pb swv beheerder                 ok
ib_elsewhere                             404
swv_elsewhere                            ok
""")
HAS_RECORD = matrix("""
                                      here
anonymous deactivated                 in
stranger former next                  ok
ib directeur stand_in coach           ok
pb_former coordinator pb_town pb swv  404
beheerder swv_elsewhere               404
ib_elsewhere                          ok
""")
BEHEERDER = matrix("""
                                         here
anonymous deactivated                    in
stranger former next pb_former           403
ib directeur stand_in coach coordinator  403
pb_town pb swv                           403
beheerder                                ok
ib_elsewhere swv_elsewhere               403
""")
EDITS_ROLE = matrix("""
                                         own  missing
anonymous deactivated                    in   in
stranger former next pb_former           403  403
ib directeur stand_in coach coordinator  403  403
pb_town pb swv                           403  403
beheerder                                ok   404
ib_elsewhere swv_elsewhere               403  403
""")
# The plan of a year, of one town (own), of the region, and of another region: for who has a grant over all its schools.
SEES_YEAR = matrix("""
                                         own  region  other  missing
anonymous deactivated                    in   in      in     in
stranger former next pb_former           404  404     404    404
ib directeur stand_in coach coordinator  404  404     404    404
pb_town                                  ok   404     404    404
pb swv                                   ok   ok      404    404
beheerder                                ok   ok      ok     404
ib_elsewhere                             404  404     404    404
swv_elsewhere                            404  404     ok     404
""")
MAKES_YEAR = matrix("""
                                         own  region  other  missing
anonymous deactivated                    in   in      in     in
stranger former next pb_former           404  404     404    404
ib directeur stand_in coach coordinator  404  404     404    404
pb_town                                  ok   404     404    404
pb                                       ok   ok      404    404
swv                                      403  403     404    404
beheerder                                ok   ok      ok     404
ib_elsewhere                             404  404     404    404
swv_elsewhere                            404  404     403    404
""")
READS_YEARS = matrix("""
                                         here
anonymous deactivated                    in
stranger former next pb_former           404
ib directeur stand_in coach coordinator  404
pb_town pb beheerder swv swv_elsewhere   ok
ib_elsewhere                             404
""")
BEGINS_YEAR = matrix("""
                                         here
anonymous deactivated                    in
stranger former next pb_former           404
ib directeur stand_in coach coordinator  404
pb_town pb beheerder                     ok
swv swv_elsewhere                        refused
ib_elsewhere                             404
""")
