"""What the pages show, each by one statement in plain SQL: the floors that a page is measured against.

The same facts of the same rows: what is counted over all schools, and of the first screen what stands on it. Each
branch of a UNION is one kind of fact; its values are text, as they are on a page. Rights, session and menu are left
out, which makes the floors lower than any page could be.
"""

HERE = """
    here AS NOT MATERIALIZED (
        SELECT s.id, s.establishment_code, s.name, s.sector, s.city, s.district, s.municipality_id, s.board_id
        FROM schools_school s
        WHERE s.region_id = :region AND (s.closed_on IS NULL OR s.closed_on > :today) {narrowed}
    )"""

# Which required roles the teams have, as the bits of one number: some dozens of combinations for any number of schools.
# Joining every team with every seat says the same, and takes several times as long.
TEAMS = """
    teams AS (
        SELECT h.id, h.sector, SUM(DISTINCT (CAST(1 AS BIGINT) << CAST(m.role_id AS INTEGER))) AS roles
        FROM here h JOIN teams_membership m ON m.school_id = h.id
        WHERE m.starts_on <= :today AND (m.ends_on IS NULL OR m.ends_on >= :today) AND m.role_id IN (
            SELECT tr.role_id FROM teams_seattemplate t JOIN teams_seattemplate_roles tr ON tr.seattemplate_id = t.id
            WHERE t.region_id = :region AND t.need = 'required'
        ) GROUP BY h.id, h.sector
    )"""

FIGURES = """
    SELECT 'sector' AS what, sector AS a, CAST(COUNT(*) AS TEXT) AS b, '' AS c, '' AS d, '' AS e, '' AS f, '' AS g
    FROM here GROUP BY sector
    UNION ALL SELECT 'teams', sector, CAST(roles AS TEXT), CAST(COUNT(*) AS TEXT), '', '', '', ''
    FROM teams GROUP BY sector, roles
    UNION ALL SELECT 'sessions', m.kind,
        CAST(SUM(CASE WHEN m.state = 'held' AND m.starts_at < :tomorrow THEN 1 ELSE 0 END) AS TEXT),
        CAST(SUM(CASE WHEN m.state IN ('planned', 'held') THEN 1 ELSE 0 END) AS TEXT), '', '', '', ''
    FROM here h JOIN meetings_meeting m ON m.school_id = h.id
    WHERE m.year = :year AND m.state <> 'cancelled' AND m.kind IN ('kennismaking', 'verdieping') GROUP BY m.kind
    UNION ALL SELECT 'fresh', CAST(COUNT(DISTINCT c.school_id) AS TEXT), '', '', '', '', '', ''
    FROM here h JOIN teams_teamconfirmation c ON c.school_id = h.id
    WHERE c.confirmed_on <= :today AND c.confirmed_on >= :stale"""

CHOICES = """
    UNION ALL SELECT DISTINCT 'town', t.code, t.name, '', '', '', '', ''
    FROM schools_school s JOIN schools_municipality t ON t.id = s.municipality_id WHERE s.region_id = :region
    UNION ALL SELECT DISTINCT 'board', t.code, t.name, '', '', '', '', ''
    FROM schools_school s JOIN schools_board t ON t.id = s.board_id WHERE s.region_id = :region
    UNION ALL SELECT DISTINCT 'district', s.district, '', '', '', '', '', '' FROM schools_school s
    WHERE s.region_id = :region AND s.district <> ''"""

SEATS = """
    UNION ALL SELECT 'seat', CAST(t.id AS TEXT), t.sector, t.name, t.need, r.abbreviation, r.organisation_kind, r.domain
    FROM teams_seattemplate t JOIN teams_seattemplate_roles tr ON tr.seattemplate_id = t.id
    JOIN teams_role r ON r.id = tr.role_id WHERE t.region_id = :region"""

PAGE = """
    page AS (
        SELECT h.*, t.name AS town, b.name AS board FROM here h JOIN schools_municipality t ON t.id = h.municipality_id
        LEFT JOIN schools_board b ON b.id = h.board_id ORDER BY h.name, h.city, h.establishment_code LIMIT :size
    )"""

ROWS = """
    SELECT 'school' AS what, CAST(p.id AS TEXT) AS a, p.establishment_code AS b, p.name AS c, p.sector AS d,
        p.city || ' ' || p.district AS e, p.town AS f, p.board AS g FROM page p
    UNION ALL SELECT 'team', CAST(p.id AS TEXT), CAST(m.role_id AS TEXT),
        CAST(SUM(CASE WHEN m.starts_on <= :today AND (m.ends_on IS NULL OR m.ends_on >= :today)
            THEN 1 ELSE 0 END) AS TEXT),
        CAST(MAX(CASE WHEN m.ends_on < :today THEN m.ends_on END) AS TEXT),
        CAST(MIN(CASE WHEN m.starts_on > :today THEN m.starts_on END) AS TEXT), '', ''
    FROM page p JOIN teams_membership m ON m.school_id = p.id GROUP BY p.id, m.role_id
    UNION ALL SELECT 'stand-in', CAST(p.id AS TEXT), CAST(m.role_id AS TEXT), CAST(COUNT(*) AS TEXT), '', '', '', ''
    FROM page p JOIN teams_membership m ON m.school_id = p.id JOIN teams_standin i ON i.membership_id = m.id
    WHERE i.starts_on <= :today AND i.ends_on >= :today GROUP BY p.id, m.role_id
    UNION ALL SELECT 'session', CAST(p.id AS TEXT), CAST(m.id AS TEXT), m.kind, m.state,
        CAST(m.starts_at AS TEXT), '', ''
    FROM page p JOIN meetings_meeting m ON m.school_id = p.id
    WHERE m.year = :year AND m.state <> 'cancelled' AND m.kind IN ('kennismaking', 'verdieping')
    UNION ALL SELECT 'confirmed', CAST(p.id AS TEXT), CAST(MAX(c.confirmed_on) AS TEXT), '', '', '', '', ''
    FROM page p JOIN teams_teamconfirmation c ON c.school_id = p.id WHERE c.confirmed_on <= :today GROUP BY p.id
    UNION ALL SELECT 'meter', CAST(p.id AS TEXT), CAST(COUNT(*) AS TEXT),
        CAST(SUM(CASE WHEN r.ring <> 'on_call' THEN 1 ELSE 0 END) AS TEXT),
        CAST(SUM(CASE WHEN r.ring <> 'on_call' AND w.expertise = '' THEN 1 ELSE 0 END) AS TEXT),
        CAST(SUM(CASE WHEN m.contact_hours <> '' OR m.contact_days > 0 THEN 1 ELSE 0 END) AS TEXT), '', ''
    FROM page p JOIN teams_membership m ON m.school_id = p.id JOIN teams_role r ON r.id = m.role_id
    JOIN teams_professional w ON w.id = m.professional_id
    WHERE m.starts_on <= :today AND (m.ends_on IS NULL OR m.ends_on >= :today) GROUP BY p.id
    UNION ALL SELECT DISTINCT 'to come', CAST(p.id AS TEXT), '', '', '', '', '', ''
    FROM page p JOIN meetings_meeting m ON m.school_id = p.id WHERE m.state = 'planned' AND m.starts_at >= :now
    UNION ALL SELECT 'routes', CAST(p.id AS TEXT), CAST(COUNT(DISTINCT a.theme) AS TEXT), '', '', '', '', ''
    FROM page p JOIN meetings_agreement a ON a.school_id = p.id JOIN meetings_meeting m ON m.id = a.meeting_id
    WHERE m.year = :year AND a.theme <> '' GROUP BY p.id
    UNION ALL SELECT 'answer', CAST(p.id AS TEXT), q.question, '', '', '', '', ''
    FROM page p JOIN meetings_teamanswer q ON q.school_id = p.id WHERE q.year = :year"""


def _first_screen(narrowed: str) -> str:
    figures, rows = FIGURES, ROWS.replace("SELECT 'school' AS what", "UNION ALL SELECT 'school'", 1)
    return f"WITH {HERE.format(narrowed=narrowed)}, {TEAMS}, {PAGE} {figures} {rows} {CHOICES} {SEATS}"


OVERVIEW = _first_screen("")
OVERVIEW_OF_TOWN = _first_screen("AND s.municipality_id IN (SELECT id FROM schools_municipality WHERE code = :town)")
CSV = f"WITH {HERE.format(narrowed='')}, {PAGE} {ROWS} {SEATS}"

SCHOOL = """
    SELECT 'school' AS what, s.establishment_code AS a, s.name AS b, s.street || ' ' || s.house_number AS c,
        s.postcode || ' ' || s.city AS d, s.phone AS e, s.website AS f, t.name AS g, b.name AS h, r.name AS i
    FROM schools_school s JOIN schools_municipality t ON t.id = s.municipality_id
    LEFT JOIN schools_board b ON b.id = s.board_id LEFT JOIN schools_region r ON r.id = s.region_id WHERE s.id = :school
    UNION ALL SELECT 'seat', CAST(t.id AS TEXT), t.name, t.need, r.name, r.domain, r.ring, r.organisation_kind,
        r.abbreviation, CAST(t.position AS TEXT)
    FROM schools_school s JOIN teams_seattemplate t ON t.region_id = s.region_id AND t.sector = s.sector
    JOIN teams_seattemplate_roles tr ON tr.seattemplate_id = t.id JOIN teams_role r ON r.id = tr.role_id
    WHERE s.id = :school
    UNION ALL SELECT 'member', CAST(m.role_id AS TEXT), p.first_name || ' ' || p.infix || ' ' || p.surname, p.email,
        p.phone, o.name, CAST(m.starts_on AS TEXT), CAST(m.ends_on AS TEXT), CAST(m.contact_days AS TEXT), p.expertise
    FROM teams_membership m JOIN teams_professional p ON p.id = m.professional_id
    JOIN teams_organisation o ON o.id = p.organisation_id WHERE m.school_id = :school
    UNION ALL SELECT 'stand-in', p.first_name || ' ' || p.infix || ' ' || p.surname, p.email, p.phone, o.name,
        CAST(i.starts_on AS TEXT), CAST(i.ends_on AS TEXT), '', '', ''
    FROM teams_membership m JOIN teams_standin i ON i.membership_id = m.id
    JOIN teams_professional p ON p.id = i.professional_id JOIN teams_organisation o ON o.id = p.organisation_id
    WHERE m.school_id = :school
    UNION ALL SELECT 'plan', p.first_name || ' ' || p.infix || ' ' || p.surname, n.stage, CAST(n.starts_on AS TEXT),
        CAST(n.role_id AS TEXT), '', '', '', '', ''
    FROM teams_plannedmember n LEFT JOIN teams_professional p ON p.id = n.professional_id WHERE n.school_id = :school
    UNION ALL SELECT 'organisation', o.kind, o.name, '', '', '', '', '', '', ''
    FROM schools_school s JOIN teams_organisation o ON o.region_id = s.region_id WHERE s.id = :school
    UNION ALL SELECT 'confirmed', CAST(c.confirmed_on AS TEXT), u.email, '', '', '', '', '', '', ''
    FROM teams_teamconfirmation c LEFT JOIN accounts_user u ON u.id = c.confirmed_by_id WHERE c.school_id = :school
    UNION ALL SELECT 'session', CAST(m.id AS TEXT), m.kind, m.title, m.state, CAST(m.starts_at AS TEXT), m.place,
        CAST(COUNT(i.id) AS TEXT), CAST(SUM(CASE WHEN i.answer = 'yes' THEN 1 ELSE 0 END) AS TEXT), ''
    FROM meetings_meeting m LEFT JOIN meetings_invitation i ON i.meeting_id = m.id
    WHERE m.school_id = :school AND m.year = :year AND m.state <> 'cancelled'
    GROUP BY m.id, m.kind, m.title, m.state, m.starts_at, m.place
    UNION ALL SELECT 'public', CAST(g.school_id AS TEXT), '', '', '', '', '', '', '', ''
    FROM teams_publicpage g WHERE g.school_id = :school"""

SEARCH = """
    SELECT 'school' AS what, s.establishment_code AS a, s.name AS b, s.city AS c, s.district AS d
    FROM schools_school s WHERE s.region_id = :region AND (LOWER(s.name) LIKE :text OR LOWER(s.city) LIKE :text)
    UNION ALL SELECT 'person', CAST(p.id AS TEXT), p.first_name || ' ' || p.infix || ' ' || p.surname, o.name, s.name
    FROM teams_professional p JOIN teams_organisation o ON o.id = p.organisation_id
    LEFT JOIN teams_membership m ON m.professional_id = p.id AND m.starts_on <= :today
        AND (m.ends_on IS NULL OR m.ends_on >= :today) LEFT JOIN schools_school s ON s.id = m.school_id
    WHERE p.erased_on IS NULL AND LOWER(p.surname) LIKE :text
    UNION ALL SELECT 'organisation', CAST(o.id AS TEXT), o.name, '', '' FROM teams_organisation o
    WHERE o.region_id = :region AND LOWER(o.name) LIKE :text
    UNION ALL SELECT 'role', r.code, r.name, '', '' FROM teams_role r WHERE LOWER(r.name) LIKE :text"""

CALENDAR = """
    SELECT m.uid, m.kind, m.title, m.state, m.starts_at, m.minutes, m.place, s.name, MAX(h.history_date),
        MAX(n.sequence), MAX(n.told_at)
    FROM meetings_invitation i JOIN meetings_meeting m ON m.id = i.meeting_id
    JOIN schools_school s ON s.id = m.school_id LEFT JOIN meetings_notice n ON n.invitation_id = i.id
    LEFT JOIN meetings_historicalmeeting h ON h.id = m.id
    WHERE i.professional_id = :invited AND m.starts_at >= :back
    GROUP BY m.id, m.uid, m.kind, m.title, m.state, m.starts_at, m.minutes, m.place, s.name ORDER BY m.starts_at"""

LEAVE = "UPDATE teams_membership SET ends_on = :yesterday WHERE id = :member"
FOLLOW = """
    INSERT INTO teams_membership
        (school_id, role_id, professional_id, starts_on, contact_days, contact_hours, is_first_contact)
    SELECT school_id, role_id, :successor, :today, contact_days, contact_hours, is_first_contact FROM teams_membership
    WHERE id = :member"""
