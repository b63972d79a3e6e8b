CREATE TABLE events (
	id TEXT COLLATE "C" NOT NULL, 
	title TEXT COLLATE "C" NOT NULL, 
	starts_on TEXT COLLATE "C" NOT NULL, 
	ends_on TEXT COLLATE "C" NOT NULL, 
	timezone TEXT COLLATE "C" NOT NULL, 
	edition INTEGER NOT NULL, 
	day_starts_at TEXT COLLATE "C" NOT NULL, 
	day_ends_at TEXT COLLATE "C" NOT NULL, 
	host TEXT COLLATE "C" NOT NULL, 
	next_host TEXT COLLATE "C" NOT NULL, 
	next_on TEXT COLLATE "C", 
	language TEXT COLLATE "C" NOT NULL, 
	boarding_minutes INTEGER NOT NULL, 
	road_factor DOUBLE PRECISION NOT NULL, 
	speed_coach INTEGER NOT NULL, 
	speed_minibus INTEGER NOT NULL, 
	speed_car INTEGER NOT NULL, 
	meal_from TEXT COLLATE "C" NOT NULL, 
	meal_to TEXT COLLATE "C" NOT NULL, 
	retention_until TEXT COLLATE "C", 
	PRIMARY KEY (id), 
	CONSTRAINT ck_events_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_events_only_one CHECK (id = 'event'), 
	CONSTRAINT ck_events_title_length CHECK (length(title) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_events_starts_on_form CHECK (starts_on IS NULL OR starts_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND CAST(starts_on AS date) IS NOT NULL), 
	CONSTRAINT ck_events_ends_on_form CHECK (ends_on IS NULL OR ends_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND CAST(ends_on AS date) IS NOT NULL), 
	CONSTRAINT ck_events_days_in_order CHECK (starts_on <= ends_on), 
	CONSTRAINT ck_events_timezone_length CHECK (length(timezone) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_events_edition_range CHECK (edition BETWEEN 0 AND 100000), 
	CONSTRAINT ck_events_day_starts_at_form CHECK (day_starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'), 
	CONSTRAINT ck_events_day_ends_at_form CHECK (day_ends_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'), 
	CONSTRAINT ck_events_host_length CHECK (length(host) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_events_next_host_length CHECK (length(next_host) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_events_next_on_form CHECK (next_on IS NULL OR next_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND CAST(next_on AS date) IS NOT NULL), 
	CONSTRAINT ck_events_language_length CHECK (length(language) BETWEEN 1 AND 8), 
	CONSTRAINT ck_events_boarding_minutes_range CHECK (boarding_minutes BETWEEN 0 AND 240), 
	CONSTRAINT ck_events_road_factor_range CHECK (road_factor BETWEEN 1 AND 5), 
	CONSTRAINT ck_events_speed_coach_range CHECK (speed_coach BETWEEN 1 AND 200), 
	CONSTRAINT ck_events_speed_minibus_range CHECK (speed_minibus BETWEEN 1 AND 200), 
	CONSTRAINT ck_events_speed_car_range CHECK (speed_car BETWEEN 1 AND 200), 
	CONSTRAINT ck_events_meal_from_form CHECK (meal_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'), 
	CONSTRAINT ck_events_meal_to_form CHECK (meal_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'), 
	CONSTRAINT ck_events_retention_until_form CHECK (retention_until IS NULL OR retention_until ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND CAST(retention_until AS date) IS NOT NULL)
)
-- next
CREATE TABLE directions (
	id TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	colour TEXT COLLATE "C" NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_directions_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_directions_name_length CHECK (length(name) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_directions_colour_form CHECK (colour = '' OR colour LIKE '#______'), 
	CONSTRAINT ck_directions_position_range CHECK (position BETWEEN 0 AND 100000)
)
-- next
CREATE TABLE districts (
	id TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	region TEXT COLLATE "C" NOT NULL, 
	country TEXT COLLATE "C" NOT NULL, 
	latitude DOUBLE PRECISION, 
	longitude DOUBLE PRECISION, 
	coordinator TEXT COLLATE "C" NOT NULL, 
	phone TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_districts_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_districts_name_length CHECK (length(name) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_districts_region_length CHECK (length(region) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_districts_country_length CHECK (length(country) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_districts_latitude_range CHECK (latitude BETWEEN -90 AND 90), 
	CONSTRAINT ck_districts_longitude_range CHECK (longitude BETWEEN -180 AND 180), 
	CONSTRAINT ck_districts_coordinates_together CHECK ((latitude IS NULL) = (longitude IS NULL)), 
	CONSTRAINT ck_districts_coordinator_length CHECK (length(coordinator) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_districts_phone_length CHECK (length(phone) BETWEEN 0 AND 4000)
)
-- next
CREATE TABLE sites (
	id TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	district_id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	address TEXT COLLATE "C" NOT NULL, 
	latitude DOUBLE PRECISION, 
	longitude DOUBLE PRECISION, 
	groups_at_once INTEGER, 
	visitors_max INTEGER, 
	visit_minutes INTEGER, 
	opens_at TEXT COLLATE "C", 
	closes_at TEXT COLLATE "C", 
	open_days TEXT COLLATE "C" NOT NULL, 
	notice_hours INTEGER, 
	requirements TEXT COLLATE "C" NOT NULL, 
	host_name TEXT COLLATE "C" NOT NULL, 
	host_position TEXT COLLATE "C" NOT NULL, 
	host_phone TEXT COLLATE "C" NOT NULL, 
	host_confirmed INTEGER NOT NULL, 
	languages TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_sites_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_sites_name_length CHECK (length(name) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_sites_kind_known CHECK (kind IN ('venue', 'enterprise', 'farm', 'culture', 'school', 'hotel', 'station', 'other')), 
	CONSTRAINT ck_sites_address_length CHECK (length(address) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_sites_latitude_range CHECK (latitude BETWEEN -90 AND 90), 
	CONSTRAINT ck_sites_longitude_range CHECK (longitude BETWEEN -180 AND 180), 
	CONSTRAINT ck_sites_coordinates_together CHECK ((latitude IS NULL) = (longitude IS NULL)), 
	CONSTRAINT ck_sites_groups_at_once_range CHECK (groups_at_once BETWEEN 0 AND 10000), 
	CONSTRAINT ck_sites_visitors_max_range CHECK (visitors_max BETWEEN 0 AND 1000000), 
	CONSTRAINT ck_sites_visit_minutes_range CHECK (visit_minutes BETWEEN 1 AND 10000), 
	CONSTRAINT ck_sites_opens_at_form CHECK (opens_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'), 
	CONSTRAINT ck_sites_closes_at_form CHECK (closes_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'), 
	CONSTRAINT ck_sites_open_days_form CHECK (CASE WHEN open_days = '' THEN true ELSE jsonb_typeof(CAST(open_days AS jsonb)) = 'array' END), 
	CONSTRAINT ck_sites_notice_hours_range CHECK (notice_hours BETWEEN 0 AND 10000), 
	CONSTRAINT ck_sites_requirements_length CHECK (length(requirements) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_sites_host_name_length CHECK (length(host_name) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_sites_host_position_length CHECK (length(host_position) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_sites_host_phone_length CHECK (length(host_phone) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_sites_host_confirmed_truth CHECK (host_confirmed IN (0, 1)), 
	CONSTRAINT ck_sites_languages_form CHECK (CASE WHEN languages = '' THEN true ELSE jsonb_typeof(CAST(languages AS jsonb)) = 'array' END), 
	CONSTRAINT fk_sites_district_id FOREIGN KEY(district_id) REFERENCES districts (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_sites_district_id ON sites (district_id)
-- next
CREATE TABLE site_directions (
	site_id TEXT COLLATE "C" NOT NULL, 
	direction_id TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (site_id, direction_id), 
	CONSTRAINT fk_site_directions_site_id FOREIGN KEY(site_id) REFERENCES sites (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_site_directions_direction_id FOREIGN KEY(direction_id) REFERENCES directions (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_site_directions_direction_id ON site_directions (direction_id)
-- next
CREATE TABLE halls (
	id TEXT COLLATE "C" NOT NULL, 
	site_id TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	seats INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_halls_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_halls_name_length CHECK (length(name) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_halls_seats_range CHECK (seats BETWEEN 0 AND 1000000), 
	CONSTRAINT fk_halls_site_id FOREIGN KEY(site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_halls_site_id ON halls (site_id)
-- next
CREATE TABLE delegations (
	id TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	code TEXT COLLATE "C" NOT NULL, 
	town TEXT COLLATE "C" NOT NULL, 
	region TEXT COLLATE "C" NOT NULL, 
	country TEXT COLLATE "C" NOT NULL, 
	colour TEXT COLLATE "C" NOT NULL, 
	position INTEGER NOT NULL, 
	hotel_id TEXT COLLATE "C", 
	arrives_at TEXT COLLATE "C", 
	arrives_site_id TEXT COLLATE "C", 
	departs_at TEXT COLLATE "C", 
	departs_site_id TEXT COLLATE "C", 
	languages TEXT COLLATE "C" NOT NULL, 
	expected_size INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_delegations_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_delegations_name_length CHECK (length(name) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_delegations_code_length CHECK (length(code) BETWEEN 1 AND 8), 
	CONSTRAINT uq_delegations_code UNIQUE (code), 
	CONSTRAINT ck_delegations_town_length CHECK (length(town) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_delegations_region_length CHECK (length(region) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_delegations_country_length CHECK (length(country) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_delegations_colour_form CHECK (colour = '' OR colour LIKE '#______'), 
	CONSTRAINT ck_delegations_position_range CHECK (position BETWEEN 0 AND 1000000), 
	CONSTRAINT ck_delegations_arrives_at_form CHECK (arrives_at IS NULL OR arrives_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$' AND CAST(arrives_at AS timestamp) IS NOT NULL), 
	CONSTRAINT ck_delegations_departs_at_form CHECK (departs_at IS NULL OR departs_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$' AND CAST(departs_at AS timestamp) IS NOT NULL), 
	CONSTRAINT ck_delegations_stay_in_order CHECK (arrives_at <= departs_at), 
	CONSTRAINT ck_delegations_languages_form CHECK (CASE WHEN languages = '' THEN true ELSE jsonb_typeof(CAST(languages AS jsonb)) = 'array' END), 
	CONSTRAINT ck_delegations_expected_size_range CHECK (expected_size BETWEEN 0 AND 1000000), 
	CONSTRAINT fk_delegations_hotel_id FOREIGN KEY(hotel_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_delegations_arrives_site_id FOREIGN KEY(arrives_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_delegations_departs_site_id FOREIGN KEY(departs_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_delegations_arrives_site_id ON delegations (arrives_site_id)
-- next
CREATE INDEX ix_delegations_departs_site_id ON delegations (departs_site_id)
-- next
CREATE INDEX ix_delegations_hotel_id ON delegations (hotel_id)
-- next
CREATE TABLE delegation_directions (
	delegation_id TEXT COLLATE "C" NOT NULL, 
	direction_id TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (delegation_id, direction_id), 
	CONSTRAINT fk_delegation_directions_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegations (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_delegation_directions_direction_id FOREIGN KEY(direction_id) REFERENCES directions (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_delegation_directions_direction_id ON delegation_directions (direction_id)
-- next
CREATE TABLE participants (
	id TEXT COLLATE "C" NOT NULL, 
	number INTEGER NOT NULL, 
	surname TEXT COLLATE "C" NOT NULL, 
	given_name TEXT COLLATE "C" NOT NULL, 
	patronymic TEXT COLLATE "C" NOT NULL, 
	latin_surname TEXT COLLATE "C" NOT NULL, 
	latin_given_name TEXT COLLATE "C" NOT NULL, 
	delegation_id TEXT COLLATE "C", 
	role TEXT COLLATE "C" NOT NULL, 
	position TEXT COLLATE "C" NOT NULL, 
	organisation TEXT COLLATE "C" NOT NULL, 
	town TEXT COLLATE "C" NOT NULL, 
	phone TEXT COLLATE "C" NOT NULL, 
	email TEXT COLLATE "C" NOT NULL, 
	birth_date TEXT COLLATE "C", 
	languages TEXT COLLATE "C" NOT NULL, 
	diet TEXT COLLATE "C" NOT NULL, 
	hotel_id TEXT COLLATE "C", 
	room TEXT COLLATE "C" NOT NULL, 
	arrives_at TEXT COLLATE "C", 
	departs_at TEXT COLLATE "C", 
	notes TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_participants_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_participants_number_range CHECK (number BETWEEN 1 AND 1000000000), 
	CONSTRAINT uq_participants_number UNIQUE (number), 
	CONSTRAINT ck_participants_surname_length CHECK (length(surname) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_given_name_length CHECK (length(given_name) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_some_name CHECK (length(surname) + length(given_name) > 0), 
	CONSTRAINT ck_participants_patronymic_length CHECK (length(patronymic) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_latin_surname_length CHECK (length(latin_surname) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_latin_given_name_length CHECK (length(latin_given_name) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_role_known CHECK (role IN ('delegate', 'head', 'speaker', 'host', 'press', 'staff', 'guest', 'interpreter', 'driver')), 
	CONSTRAINT ck_participants_position_length CHECK (length(position) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_organisation_length CHECK (length(organisation) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_town_length CHECK (length(town) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_phone_length CHECK (length(phone) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_email_length CHECK (length(email) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_birth_date_form CHECK (birth_date IS NULL OR birth_date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND CAST(birth_date AS date) IS NOT NULL), 
	CONSTRAINT ck_participants_languages_form CHECK (CASE WHEN languages = '' THEN true ELSE jsonb_typeof(CAST(languages AS jsonb)) = 'array' END), 
	CONSTRAINT ck_participants_diet_length CHECK (length(diet) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_room_length CHECK (length(room) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_arrives_at_form CHECK (arrives_at IS NULL OR arrives_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$' AND CAST(arrives_at AS timestamp) IS NOT NULL), 
	CONSTRAINT ck_participants_departs_at_form CHECK (departs_at IS NULL OR departs_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$' AND CAST(departs_at AS timestamp) IS NOT NULL), 
	CONSTRAINT ck_participants_stay_in_order CHECK (arrives_at <= departs_at), 
	CONSTRAINT ck_participants_notes_length CHECK (length(notes) BETWEEN 0 AND 4000), 
	CONSTRAINT fk_participants_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegations (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_participants_hotel_id FOREIGN KEY(hotel_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_participants_delegation_id ON participants (delegation_id)
-- next
CREATE INDEX ix_participants_hotel_id ON participants (hotel_id)
-- next
CREATE TABLE participant_documents (
	participant_id TEXT COLLATE "C" NOT NULL, 
	document TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (participant_id), 
	CONSTRAINT ck_participant_documents_document_length CHECK (length(document) BETWEEN 1 AND 4000), 
	CONSTRAINT fk_participant_documents_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE TABLE delegation_officers (
	delegation_id TEXT COLLATE "C" NOT NULL, 
	part TEXT COLLATE "C" NOT NULL, 
	participant_id TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (delegation_id, part), 
	CONSTRAINT ck_delegation_officers_part_known CHECK (part IN ('head', 'deputy', 'liaison')), 
	CONSTRAINT fk_delegation_officers_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegations (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_delegation_officers_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_delegation_officers_participant_id ON delegation_officers (participant_id)
-- next
CREATE TABLE groups (
	id TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	delegation_id TEXT COLLATE "C", 
	PRIMARY KEY (id), 
	CONSTRAINT ck_groups_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_groups_name_length CHECK (length(name) BETWEEN 1 AND 4000), 
	CONSTRAINT fk_groups_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegations (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_groups_delegation_id ON groups (delegation_id)
-- next
CREATE TABLE group_members (
	group_id TEXT COLLATE "C" NOT NULL, 
	participant_id TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (group_id, participant_id), 
	CONSTRAINT fk_group_members_group_id FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_group_members_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_group_members_participant_id ON group_members (participant_id)
-- next
CREATE TABLE requests (
	id TEXT COLLATE "C" NOT NULL, 
	site_id TEXT COLLATE "C" NOT NULL, 
	delegation_id TEXT COLLATE "C", 
	group_id TEXT COLLATE "C", 
	weight INTEGER NOT NULL, 
	minutes INTEGER, 
	not_before TEXT COLLATE "C", 
	not_after TEXT COLLATE "C", 
	day TEXT COLLATE "C", 
	note TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_requests_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_requests_one_asker CHECK ((delegation_id IS NULL) <> (group_id IS NULL)), 
	CONSTRAINT ck_requests_weight_range CHECK (weight BETWEEN 1 AND 9), 
	CONSTRAINT ck_requests_minutes_range CHECK (minutes BETWEEN 1 AND 10000), 
	CONSTRAINT ck_requests_not_before_form CHECK (not_before ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'), 
	CONSTRAINT ck_requests_not_after_form CHECK (not_after ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'), 
	CONSTRAINT ck_requests_day_form CHECK (day IS NULL OR day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND CAST(day AS date) IS NOT NULL), 
	CONSTRAINT ck_requests_note_length CHECK (length(note) BETWEEN 0 AND 4000), 
	CONSTRAINT fk_requests_site_id FOREIGN KEY(site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_requests_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegations (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_requests_group_id FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_requests_delegation_id ON requests (delegation_id)
-- next
CREATE INDEX ix_requests_group_id ON requests (group_id)
-- next
CREATE INDEX ix_requests_site_id ON requests (site_id)
-- next
CREATE TABLE activities (
	id TEXT COLLATE "C" NOT NULL, 
	title TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	starts_at TEXT COLLATE "C" NOT NULL, 
	ends_at TEXT COLLATE "C" NOT NULL, 
	direction_id TEXT COLLATE "C", 
	site_id TEXT COLLATE "C", 
	hall_id TEXT COLLATE "C", 
	status TEXT COLLATE "C" NOT NULL, 
	locked INTEGER NOT NULL, 
	notes TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_activities_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_activities_title_length CHECK (length(title) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_activities_kind_known CHECK (kind IN ('plenary', 'section', 'visit', 'meal', 'transfer', 'signing', 'culture', 'meeting', 'free', 'registration')), 
	CONSTRAINT ck_activities_starts_at_form CHECK (starts_at IS NULL OR starts_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$' AND CAST(starts_at AS timestamp) IS NOT NULL), 
	CONSTRAINT ck_activities_ends_at_form CHECK (ends_at IS NULL OR ends_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$' AND CAST(ends_at AS timestamp) IS NOT NULL), 
	CONSTRAINT ck_activities_starts_at_before_ends_at CHECK (starts_at < ends_at), 
	CONSTRAINT ck_activities_status_known CHECK (status IN ('draft', 'confirmed', 'cancelled')), 
	CONSTRAINT ck_activities_locked_truth CHECK (locked IN (0, 1)), 
	CONSTRAINT ck_activities_notes_length CHECK (length(notes) BETWEEN 0 AND 100000), 
	CONSTRAINT fk_activities_direction_id FOREIGN KEY(direction_id) REFERENCES directions (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_activities_site_id FOREIGN KEY(site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_activities_hall_id FOREIGN KEY(hall_id) REFERENCES halls (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_activities_direction_id ON activities (direction_id)
-- next
CREATE INDEX ix_activities_hall_id ON activities (hall_id)
-- next
CREATE INDEX ix_activities_site_id ON activities (site_id)
-- next
CREATE TABLE activity_groups (
	activity_id TEXT COLLATE "C" NOT NULL, 
	group_id TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (activity_id, group_id), 
	CONSTRAINT fk_activity_groups_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_activity_groups_group_id FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_activity_groups_group_id ON activity_groups (group_id)
-- next
CREATE TABLE activity_people (
	activity_id TEXT COLLATE "C" NOT NULL, 
	part TEXT COLLATE "C" NOT NULL, 
	participant_id TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (activity_id, part, participant_id), 
	CONSTRAINT ck_activity_people_part_known CHECK (part IN ('speaker', 'moderator', 'interpreter', 'responsible')), 
	CONSTRAINT fk_activity_people_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_activity_people_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_activity_people_participant_id ON activity_people (participant_id)
-- next
CREATE TABLE vehicles (
	id TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	seats INTEGER NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	plate TEXT COLLATE "C" NOT NULL, 
	driver TEXT COLLATE "C" NOT NULL, 
	phone TEXT COLLATE "C" NOT NULL, 
	base_site_id TEXT COLLATE "C", 
	PRIMARY KEY (id), 
	CONSTRAINT ck_vehicles_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_vehicles_name_length CHECK (length(name) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_vehicles_seats_range CHECK (seats BETWEEN 0 AND 100000), 
	CONSTRAINT ck_vehicles_kind_known CHECK (kind IN ('coach', 'minibus', 'car')), 
	CONSTRAINT ck_vehicles_plate_length CHECK (length(plate) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_vehicles_driver_length CHECK (length(driver) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_vehicles_phone_length CHECK (length(phone) BETWEEN 0 AND 4000), 
	CONSTRAINT fk_vehicles_base_site_id FOREIGN KEY(base_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_vehicles_base_site_id ON vehicles (base_site_id)
-- next
CREATE TABLE transfers (
	id TEXT COLLATE "C" NOT NULL, 
	vehicle_id TEXT COLLATE "C" NOT NULL, 
	from_site_id TEXT COLLATE "C" NOT NULL, 
	to_site_id TEXT COLLATE "C" NOT NULL, 
	departs_at TEXT COLLATE "C" NOT NULL, 
	arrives_at TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_transfers_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_transfers_departs_at_form CHECK (departs_at IS NULL OR departs_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$' AND CAST(departs_at AS timestamp) IS NOT NULL), 
	CONSTRAINT ck_transfers_arrives_at_form CHECK (arrives_at IS NULL OR arrives_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$' AND CAST(arrives_at AS timestamp) IS NOT NULL), 
	CONSTRAINT ck_transfers_way_in_order CHECK (departs_at <= arrives_at), 
	CONSTRAINT fk_transfers_vehicle_id FOREIGN KEY(vehicle_id) REFERENCES vehicles (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_transfers_from_site_id FOREIGN KEY(from_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_transfers_to_site_id FOREIGN KEY(to_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_transfers_from_site_id ON transfers (from_site_id)
-- next
CREATE INDEX ix_transfers_to_site_id ON transfers (to_site_id)
-- next
CREATE INDEX ix_transfers_vehicle_id ON transfers (vehicle_id)
-- next
CREATE TABLE transfer_groups (
	transfer_id TEXT COLLATE "C" NOT NULL, 
	group_id TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (transfer_id, group_id), 
	CONSTRAINT fk_transfer_groups_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfers (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_transfer_groups_group_id FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_transfer_groups_group_id ON transfer_groups (group_id)
-- next
CREATE TABLE transfer_people (
	transfer_id TEXT COLLATE "C" NOT NULL, 
	participant_id TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (transfer_id, participant_id), 
	CONSTRAINT fk_transfer_people_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfers (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_transfer_people_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_transfer_people_participant_id ON transfer_people (participant_id)
-- next
CREATE TABLE travel_times (
	id TEXT COLLATE "C" NOT NULL, 
	minutes INTEGER NOT NULL, 
	vehicle_kind TEXT COLLATE "C", 
	from_site_id TEXT COLLATE "C", 
	from_district_id TEXT COLLATE "C", 
	to_site_id TEXT COLLATE "C", 
	to_district_id TEXT COLLATE "C", 
	PRIMARY KEY (id), 
	CONSTRAINT ck_travel_times_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_travel_times_minutes_range CHECK (minutes BETWEEN 0 AND 10000), 
	CONSTRAINT ck_travel_times_vehicle_kind_known CHECK (vehicle_kind IN ('coach', 'minibus', 'car')), 
	CONSTRAINT ck_travel_times_one_start CHECK ((from_site_id IS NULL) <> (from_district_id IS NULL)), 
	CONSTRAINT ck_travel_times_one_end CHECK ((to_site_id IS NULL) <> (to_district_id IS NULL)), 
	CONSTRAINT fk_travel_times_from_site_id FOREIGN KEY(from_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_travel_times_from_district_id FOREIGN KEY(from_district_id) REFERENCES districts (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_travel_times_to_site_id FOREIGN KEY(to_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_travel_times_to_district_id FOREIGN KEY(to_district_id) REFERENCES districts (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_travel_times_from_district_id ON travel_times (from_district_id)
-- next
CREATE INDEX ix_travel_times_from_site_id ON travel_times (from_site_id)
-- next
CREATE INDEX ix_travel_times_to_district_id ON travel_times (to_district_id)
-- next
CREATE INDEX ix_travel_times_to_site_id ON travel_times (to_site_id)
-- next
CREATE TABLE agreements (
	id TEXT COLLATE "C" NOT NULL, 
	title TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	parties TEXT COLLATE "C" NOT NULL, 
	ceremony_id TEXT COLLATE "C", 
	copies INTEGER, 
	status TEXT COLLATE "C" NOT NULL, 
	signed_on TEXT COLLATE "C", 
	notes TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_agreements_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_agreements_title_length CHECK (length(title) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_agreements_kind_known CHECK (kind IN ('agreement', 'road-map', 'resolution', 'protocol', 'accession')), 
	CONSTRAINT ck_agreements_parties_form CHECK (CASE WHEN parties = '' THEN true ELSE jsonb_typeof(CAST(parties AS jsonb)) = 'array' END), 
	CONSTRAINT ck_agreements_copies_range CHECK (copies BETWEEN 0 AND 10000), 
	CONSTRAINT ck_agreements_status_known CHECK (status IN ('draft', 'agreed', 'signed')), 
	CONSTRAINT ck_agreements_signed_on_form CHECK (signed_on IS NULL OR signed_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND CAST(signed_on AS date) IS NOT NULL), 
	CONSTRAINT ck_agreements_notes_length CHECK (length(notes) BETWEEN 0 AND 100000), 
	CONSTRAINT fk_agreements_ceremony_id FOREIGN KEY(ceremony_id) REFERENCES activities (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_agreements_ceremony_id ON agreements (ceremony_id)
-- next
CREATE TABLE agreement_signatories (
	agreement_id TEXT COLLATE "C" NOT NULL, 
	participant_id TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (agreement_id, participant_id), 
	CONSTRAINT fk_agreement_signatories_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreements (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_agreement_signatories_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_agreement_signatories_participant_id ON agreement_signatories (participant_id)
-- next
CREATE TABLE commitments (
	id TEXT COLLATE "C" NOT NULL, 
	agreement_id TEXT COLLATE "C" NOT NULL, 
	what TEXT COLLATE "C" NOT NULL, 
	responsible TEXT COLLATE "C" NOT NULL, 
	due_on TEXT COLLATE "C", 
	status TEXT COLLATE "C" NOT NULL, 
	note TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_commitments_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_commitments_what_length CHECK (length(what) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_commitments_responsible_length CHECK (length(responsible) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_commitments_due_on_form CHECK (due_on IS NULL OR due_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND CAST(due_on AS date) IS NOT NULL), 
	CONSTRAINT ck_commitments_status_known CHECK (status IN ('open', 'done', 'dropped')), 
	CONSTRAINT ck_commitments_note_length CHECK (length(note) BETWEEN 0 AND 4000), 
	CONSTRAINT fk_commitments_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreements (id) DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_commitments_agreement_id ON commitments (agreement_id)
-- next
CREATE TABLE rule_severities (
	rule TEXT COLLATE "C" NOT NULL, 
	severity TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (rule), 
	CONSTRAINT ck_rule_severities_severity_known CHECK (severity IN ('error', 'warning', 'notice', 'off'))
)
-- next
CREATE TABLE accepted_conflicts (
	id TEXT COLLATE "C" NOT NULL, 
	rule TEXT COLLATE "C" NOT NULL, 
	subjects TEXT COLLATE "C" NOT NULL, 
	cause TEXT COLLATE "C" NOT NULL, 
	reason TEXT COLLATE "C" NOT NULL, 
	accepted_by TEXT COLLATE "C" NOT NULL, 
	accepted_at TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_accepted_conflicts_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_accepted_conflicts_rule_length CHECK (length(rule) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_accepted_conflicts_subjects_length CHECK (length(subjects) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_accepted_conflicts_cause_length CHECK (length(cause) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_accepted_conflicts_reason_length CHECK (length(reason) BETWEEN 1 AND 4000), 
	CONSTRAINT uq_accepted_conflicts_rule_subjects UNIQUE (rule, subjects), 
	CONSTRAINT ck_accepted_conflicts_accepted_by_length CHECK (length(accepted_by) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_accepted_conflicts_accepted_at_form CHECK (accepted_at IS NULL OR accepted_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$' AND CAST(accepted_at AS timestamp) IS NOT NULL)
)
-- next
CREATE TABLE checkpoints (
	id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	target_id TEXT COLLATE "C" NOT NULL, 
	policy TEXT COLLATE "C" NOT NULL, 
	opens_minutes_before INTEGER, 
	closes_minutes_after INTEGER, 
	places INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_checkpoints_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_checkpoints_kind_known CHECK (kind IN ('door', 'activity', 'site', 'vehicle')), 
	CONSTRAINT ck_checkpoints_target_id_length CHECK (length(target_id) BETWEEN 0 AND 4000), 
	CONSTRAINT uq_checkpoints_kind_target_id UNIQUE (kind, target_id), 
	CONSTRAINT ck_checkpoints_door_has_no_target CHECK ((kind = 'door') = (target_id = '')), 
	CONSTRAINT ck_checkpoints_policy_known CHECK (policy IN ('once', 're-entry', 'count')), 
	CONSTRAINT ck_checkpoints_opens_minutes_before_range CHECK (opens_minutes_before BETWEEN 0 AND 100000), 
	CONSTRAINT ck_checkpoints_closes_minutes_after_range CHECK (closes_minutes_after BETWEEN 0 AND 100000), 
	CONSTRAINT ck_checkpoints_places_range CHECK (places BETWEEN 0 AND 1000000)
)
-- next
CREATE TABLE queued_rows (
	id TEXT COLLATE "C" NOT NULL, 
	source TEXT COLLATE "C" NOT NULL, 
	row INTEGER NOT NULL, 
	fields TEXT COLLATE "C" NOT NULL, 
	candidate_id TEXT COLLATE "C" NOT NULL, 
	score INTEGER NOT NULL, 
	evidence TEXT COLLATE "C" NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_queued_rows_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_queued_rows_source_length CHECK (length(source) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_queued_rows_row_range CHECK (row BETWEEN 1 AND 10000000), 
	CONSTRAINT ck_queued_rows_fields_length CHECK (length(fields) BETWEEN 1 AND 100000), 
	CONSTRAINT ck_queued_rows_score_range CHECK (score BETWEEN 0 AND 100), 
	CONSTRAINT ck_queued_rows_evidence_form CHECK (CASE WHEN evidence = '' THEN true ELSE jsonb_typeof(CAST(evidence AS jsonb)) = 'array' END), 
	CONSTRAINT ck_queued_rows_status_known CHECK (status IN ('open', 'merged', 'new', 'skipped')), 
	CONSTRAINT fk_queued_rows_candidate_id FOREIGN KEY(candidate_id) REFERENCES participants (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE
)
-- next
CREATE INDEX ix_queued_rows_candidate_id ON queued_rows (candidate_id)
-- next
CREATE TABLE badges (
	id TEXT COLLATE "C" NOT NULL, 
	participant_id TEXT COLLATE "C" NOT NULL, 
	serial TEXT COLLATE "C" NOT NULL, 
	code TEXT COLLATE "C" NOT NULL, 
	issued_at TEXT COLLATE "C" NOT NULL, 
	issued_by TEXT COLLATE "C" NOT NULL, 
	station TEXT COLLATE "C" NOT NULL, 
	reason TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_badges_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_badges_serial_length CHECK (length(serial) BETWEEN 1 AND 8), 
	CONSTRAINT uq_badges_serial UNIQUE (serial), 
	CONSTRAINT ck_badges_code_length CHECK (length(code) BETWEEN 1 AND 40), 
	CONSTRAINT uq_badges_code UNIQUE (code), 
	CONSTRAINT ck_badges_issued_at_length CHECK (length(issued_at) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_badges_issued_by_length CHECK (length(issued_by) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_badges_station_length CHECK (length(station) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_badges_reason_length CHECK (length(reason) BETWEEN 0 AND 4000)
)
-- next
CREATE INDEX ix_badges_participant_id ON badges (participant_id)
-- next
CREATE TABLE badge_revocations (
	id TEXT COLLATE "C" NOT NULL, 
	badge_id TEXT COLLATE "C" NOT NULL, 
	revoked_at TEXT COLLATE "C" NOT NULL, 
	revoked_by TEXT COLLATE "C" NOT NULL, 
	reason TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_badge_revocations_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_badge_revocations_revoked_at_length CHECK (length(revoked_at) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_badge_revocations_revoked_by_length CHECK (length(revoked_by) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_badge_revocations_reason_length CHECK (length(reason) BETWEEN 0 AND 4000)
)
-- next
CREATE INDEX ix_badge_revocations_badge_id ON badge_revocations (badge_id)
-- next
CREATE TABLE checkins (
	id TEXT COLLATE "C" NOT NULL, 
	station TEXT COLLATE "C" NOT NULL, 
	sequence INTEGER NOT NULL, 
	at TEXT COLLATE "C" NOT NULL, 
	checkpoint_kind TEXT COLLATE "C" NOT NULL, 
	checkpoint_id TEXT COLLATE "C" NOT NULL, 
	direction TEXT COLLATE "C" NOT NULL, 
	code TEXT COLLATE "C" NOT NULL, 
	outcome TEXT COLLATE "C" NOT NULL, 
	participant_id TEXT COLLATE "C" NOT NULL, 
	operator TEXT COLLATE "C" NOT NULL, 
	reason TEXT COLLATE "C" NOT NULL, 
	forced INTEGER NOT NULL, 
	implied INTEGER NOT NULL, 
	voids TEXT COLLATE "C" NOT NULL, 
	previous_hash TEXT COLLATE "C" NOT NULL, 
	hash TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_checkins_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_checkins_station_length CHECK (length(station) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_checkins_sequence_range CHECK (sequence BETWEEN 1 AND 1000000000000000), 
	CONSTRAINT uq_checkins_station_sequence UNIQUE (station, sequence), 
	CONSTRAINT ck_checkins_at_length CHECK (length(at) BETWEEN 1 AND 32), 
	CONSTRAINT ck_checkins_checkpoint_kind_known CHECK (checkpoint_kind IN ('door', 'activity', 'site', 'vehicle')), 
	CONSTRAINT ck_checkins_checkpoint_id_length CHECK (length(checkpoint_id) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_checkins_direction_known CHECK (direction IN ('in', 'out', 'void')), 
	CONSTRAINT ck_checkins_code_length CHECK (length(code) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_checkins_outcome_length CHECK (length(outcome) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_checkins_operator_length CHECK (length(operator) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_checkins_reason_length CHECK (length(reason) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_checkins_forced_truth CHECK (forced IN (0, 1)), 
	CONSTRAINT ck_checkins_implied_truth CHECK (implied IN (0, 1))
)
-- next
CREATE INDEX ix_checkins_participant_id_checkpoint_id ON checkins (participant_id, checkpoint_id)
-- next
CREATE TABLE editions (
	number INTEGER NOT NULL, 
	released_at TEXT COLLATE "C" NOT NULL, 
	released_by TEXT COLLATE "C" NOT NULL, 
	note TEXT COLLATE "C" NOT NULL, 
	revision INTEGER NOT NULL, 
	content TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT ck_editions_released_at_length CHECK (length(released_at) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_editions_released_by_length CHECK (length(released_by) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_editions_note_length CHECK (length(note) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_editions_revision_range CHECK (revision BETWEEN 0 AND 1000000000000000)
)
-- next
CREATE TABLE prints (
	id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	subject_type TEXT COLLATE "C" NOT NULL, 
	subject_id TEXT COLLATE "C" NOT NULL, 
	edition INTEGER NOT NULL, 
	copy INTEGER NOT NULL, 
	printed_at TEXT COLLATE "C" NOT NULL, 
	printed_by TEXT COLLATE "C" NOT NULL, 
	station TEXT COLLATE "C" NOT NULL, 
	revision INTEGER NOT NULL, 
	content TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_prints_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_prints_kind_length CHECK (length(kind) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_prints_subject_type_length CHECK (length(subject_type) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_prints_subject_id_length CHECK (length(subject_id) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_prints_edition_range CHECK (edition BETWEEN 0 AND 100000), 
	CONSTRAINT ck_prints_copy_range CHECK (copy BETWEEN 1 AND 100000), 
	CONSTRAINT ck_prints_printed_at_length CHECK (length(printed_at) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_prints_printed_by_length CHECK (length(printed_by) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_prints_station_length CHECK (length(station) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_prints_revision_range CHECK (revision BETWEEN 0 AND 1000000000000000)
)
-- next
CREATE INDEX ix_prints_kind_subject_id ON prints (kind, subject_id)
-- next
CREATE TABLE merges (
	id TEXT COLLATE "C" NOT NULL, 
	source TEXT COLLATE "C" NOT NULL, 
	digest TEXT COLLATE "C" NOT NULL, 
	merged_at TEXT COLLATE "C" NOT NULL, 
	merged_by TEXT COLLATE "C" NOT NULL, 
	revision INTEGER NOT NULL, 
	report TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_merges_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_merges_source_length CHECK (length(source) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_merges_digest_length CHECK (length(digest) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_merges_merged_at_length CHECK (length(merged_at) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_merges_merged_by_length CHECK (length(merged_by) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_merges_revision_range CHECK (revision BETWEEN 0 AND 1000000000000000)
)
-- next
CREATE INDEX ix_merges_digest ON merges (digest)
-- next
CREATE TABLE revisions (
	number INTEGER NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	at TEXT COLLATE "C" NOT NULL, 
	who TEXT COLLATE "C" NOT NULL, 
	station TEXT COLLATE "C" NOT NULL, 
	deed TEXT COLLATE "C" NOT NULL, 
	undoes INTEGER, 
	redoes INTEGER, 
	PRIMARY KEY (number), 
	CONSTRAINT uq_revisions_id UNIQUE (id)
)
-- next
CREATE TABLE row_changes (
	id SERIAL NOT NULL, 
	revision INTEGER NOT NULL, 
	table_name TEXT COLLATE "C" NOT NULL, 
	row_key TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	before TEXT COLLATE "C", 
	after TEXT COLLATE "C", 
	PRIMARY KEY (id), 
	CONSTRAINT ck_row_changes_kind_known CHECK (kind IN ('insert', 'update', 'delete'))
)
-- next
CREATE INDEX ix_row_changes_revision ON row_changes (revision)
-- next
CREATE INDEX ix_row_changes_table_name_row_key ON row_changes (table_name, row_key)
-- next
CREATE TABLE journal_cursor (
	slot INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (slot)
)
-- next
CREATE TABLE identity (
	slot INTEGER NOT NULL, 
	event_id TEXT COLLATE "C" NOT NULL, 
	file_id TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	secret TEXT COLLATE "C" NOT NULL, 
	schema INTEGER NOT NULL, 
	created_at TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (slot), 
	CONSTRAINT ck_identity_only_one CHECK (slot = 1), 
	CONSTRAINT ck_identity_kind_known CHECK (kind IN ('event', 'district-plan', 'station'))
)
-- next

        CREATE FUNCTION current_revision() RETURNS integer LANGUAGE plpgsql AS $$
        DECLARE revision integer := nullif(current_setting('smalltowns.revision', true), '')::integer;
        BEGIN
          IF revision IS NULL THEN
            PERFORM pg_advisory_xact_lock(1398034263);
            SELECT coalesce(max(number), 0) + 1 INTO revision FROM revisions;
            INSERT INTO revisions (number, id, at, who, station, deed) VALUES (
              revision, gen_random_uuid()::text, to_char(now() AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              '', '', '{"text":"Change made outside the program"}');
            PERFORM set_config('smalltowns.revision', revision::text, true);
            PERFORM pg_notify('smalltowns', revision::text);
          END IF;
          RETURN revision;
        END $$
-- next

        CREATE FUNCTION journal_row() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
          new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
          old_key text := '';
          new_key text := '';
          part text;
        BEGIN
          IF TG_OP = 'UPDATE' AND old_row = new_row THEN RETURN NULL; END IF;
          FOREACH part IN ARRAY TG_ARGV LOOP
            old_key := concat_ws('/', nullif(old_key, ''), old_row ->> part);
            new_key := concat_ws('/', nullif(new_key, ''), new_row ->> part);
          END LOOP;
          IF TG_OP = 'UPDATE' AND old_key <> new_key THEN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'keys never change'; END IF;
          INSERT INTO row_changes (revision, table_name, row_key, kind, before, after) VALUES (
            current_revision(), TG_TABLE_NAME, CASE WHEN TG_OP = 'INSERT' THEN new_key ELSE old_key END,
            lower(TG_OP), old_row::text, new_row::text);
          RETURN NULL;
        END $$
-- next

        CREATE FUNCTION keep_facts() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'facts are appended, never changed'; END $$
-- next

        CREATE FUNCTION keep_rows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'rows are deleted one by one, so that the journal sees them'; END $$
-- next
CREATE TRIGGER journal_events AFTER INSERT OR UPDATE OR DELETE ON "events" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_directions AFTER INSERT OR UPDATE OR DELETE ON "directions" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_districts AFTER INSERT OR UPDATE OR DELETE ON "districts" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_sites AFTER INSERT OR UPDATE OR DELETE ON "sites" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_site_directions AFTER INSERT OR UPDATE OR DELETE ON "site_directions" FOR EACH ROW EXECUTE FUNCTION journal_row('site_id', 'direction_id')
-- next
CREATE TRIGGER journal_halls AFTER INSERT OR UPDATE OR DELETE ON "halls" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_delegations AFTER INSERT OR UPDATE OR DELETE ON "delegations" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_delegation_directions AFTER INSERT OR UPDATE OR DELETE ON "delegation_directions" FOR EACH ROW EXECUTE FUNCTION journal_row('delegation_id', 'direction_id')
-- next
CREATE TRIGGER journal_participants AFTER INSERT OR UPDATE OR DELETE ON "participants" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_participant_documents AFTER INSERT OR UPDATE OR DELETE ON "participant_documents" FOR EACH ROW EXECUTE FUNCTION journal_row('participant_id')
-- next
CREATE TRIGGER journal_delegation_officers AFTER INSERT OR UPDATE OR DELETE ON "delegation_officers" FOR EACH ROW EXECUTE FUNCTION journal_row('delegation_id', 'part')
-- next
CREATE TRIGGER journal_groups AFTER INSERT OR UPDATE OR DELETE ON "groups" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_group_members AFTER INSERT OR UPDATE OR DELETE ON "group_members" FOR EACH ROW EXECUTE FUNCTION journal_row('group_id', 'participant_id')
-- next
CREATE TRIGGER journal_requests AFTER INSERT OR UPDATE OR DELETE ON "requests" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_activities AFTER INSERT OR UPDATE OR DELETE ON "activities" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_activity_groups AFTER INSERT OR UPDATE OR DELETE ON "activity_groups" FOR EACH ROW EXECUTE FUNCTION journal_row('activity_id', 'group_id')
-- next
CREATE TRIGGER journal_activity_people AFTER INSERT OR UPDATE OR DELETE ON "activity_people" FOR EACH ROW EXECUTE FUNCTION journal_row('activity_id', 'part', 'participant_id')
-- next
CREATE TRIGGER journal_vehicles AFTER INSERT OR UPDATE OR DELETE ON "vehicles" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_transfers AFTER INSERT OR UPDATE OR DELETE ON "transfers" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_transfer_groups AFTER INSERT OR UPDATE OR DELETE ON "transfer_groups" FOR EACH ROW EXECUTE FUNCTION journal_row('transfer_id', 'group_id')
-- next
CREATE TRIGGER journal_transfer_people AFTER INSERT OR UPDATE OR DELETE ON "transfer_people" FOR EACH ROW EXECUTE FUNCTION journal_row('transfer_id', 'participant_id')
-- next
CREATE TRIGGER journal_travel_times AFTER INSERT OR UPDATE OR DELETE ON "travel_times" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_agreements AFTER INSERT OR UPDATE OR DELETE ON "agreements" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_agreement_signatories AFTER INSERT OR UPDATE OR DELETE ON "agreement_signatories" FOR EACH ROW EXECUTE FUNCTION journal_row('agreement_id', 'participant_id')
-- next
CREATE TRIGGER journal_commitments AFTER INSERT OR UPDATE OR DELETE ON "commitments" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_rule_severities AFTER INSERT OR UPDATE OR DELETE ON "rule_severities" FOR EACH ROW EXECUTE FUNCTION journal_row('rule')
-- next
CREATE TRIGGER journal_accepted_conflicts AFTER INSERT OR UPDATE OR DELETE ON "accepted_conflicts" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_checkpoints AFTER INSERT OR UPDATE OR DELETE ON "checkpoints" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER journal_queued_rows AFTER INSERT OR UPDATE OR DELETE ON "queued_rows" FOR EACH ROW EXECUTE FUNCTION journal_row('id')
-- next
CREATE TRIGGER keep_badges BEFORE UPDATE OR DELETE ON "badges" FOR EACH ROW EXECUTE FUNCTION keep_facts()
-- next
CREATE TRIGGER keep_badge_revocations BEFORE UPDATE OR DELETE ON "badge_revocations" FOR EACH ROW EXECUTE FUNCTION keep_facts()
-- next
CREATE TRIGGER keep_checkins BEFORE UPDATE OR DELETE ON "checkins" FOR EACH ROW EXECUTE FUNCTION keep_facts()
-- next
CREATE TRIGGER keep_editions BEFORE UPDATE OR DELETE ON "editions" FOR EACH ROW EXECUTE FUNCTION keep_facts()
-- next
CREATE TRIGGER keep_prints BEFORE UPDATE OR DELETE ON "prints" FOR EACH ROW EXECUTE FUNCTION keep_facts()
-- next
CREATE TRIGGER keep_merges BEFORE UPDATE OR DELETE ON "merges" FOR EACH ROW EXECUTE FUNCTION keep_facts()
-- next
CREATE TRIGGER keep_events_rows BEFORE TRUNCATE ON "events" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_directions_rows BEFORE TRUNCATE ON "directions" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_districts_rows BEFORE TRUNCATE ON "districts" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_sites_rows BEFORE TRUNCATE ON "sites" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_site_directions_rows BEFORE TRUNCATE ON "site_directions" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_halls_rows BEFORE TRUNCATE ON "halls" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_delegations_rows BEFORE TRUNCATE ON "delegations" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_delegation_directions_rows BEFORE TRUNCATE ON "delegation_directions" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_participants_rows BEFORE TRUNCATE ON "participants" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_participant_documents_rows BEFORE TRUNCATE ON "participant_documents" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_delegation_officers_rows BEFORE TRUNCATE ON "delegation_officers" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_groups_rows BEFORE TRUNCATE ON "groups" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_group_members_rows BEFORE TRUNCATE ON "group_members" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_requests_rows BEFORE TRUNCATE ON "requests" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_activities_rows BEFORE TRUNCATE ON "activities" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_activity_groups_rows BEFORE TRUNCATE ON "activity_groups" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_activity_people_rows BEFORE TRUNCATE ON "activity_people" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_vehicles_rows BEFORE TRUNCATE ON "vehicles" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_transfers_rows BEFORE TRUNCATE ON "transfers" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_transfer_groups_rows BEFORE TRUNCATE ON "transfer_groups" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_transfer_people_rows BEFORE TRUNCATE ON "transfer_people" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_travel_times_rows BEFORE TRUNCATE ON "travel_times" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_agreements_rows BEFORE TRUNCATE ON "agreements" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_agreement_signatories_rows BEFORE TRUNCATE ON "agreement_signatories" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_commitments_rows BEFORE TRUNCATE ON "commitments" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_rule_severities_rows BEFORE TRUNCATE ON "rule_severities" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_accepted_conflicts_rows BEFORE TRUNCATE ON "accepted_conflicts" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_checkpoints_rows BEFORE TRUNCATE ON "checkpoints" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_queued_rows_rows BEFORE TRUNCATE ON "queued_rows" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_badges_rows BEFORE TRUNCATE ON "badges" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_badge_revocations_rows BEFORE TRUNCATE ON "badge_revocations" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_checkins_rows BEFORE TRUNCATE ON "checkins" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_editions_rows BEFORE TRUNCATE ON "editions" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_prints_rows BEFORE TRUNCATE ON "prints" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
-- next
CREATE TRIGGER keep_merges_rows BEFORE TRUNCATE ON "merges" FOR EACH STATEMENT EXECUTE FUNCTION keep_rows()
