CREATE TABLE events (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	starts_on TEXT NOT NULL, 
	ends_on TEXT NOT NULL, 
	timezone TEXT NOT NULL, 
	edition INTEGER NOT NULL, 
	day_starts_at TEXT NOT NULL, 
	day_ends_at TEXT NOT NULL, 
	host TEXT NOT NULL, 
	next_host TEXT NOT NULL, 
	next_on TEXT, 
	language TEXT NOT NULL, 
	boarding_minutes INTEGER NOT NULL, 
	road_factor REAL NOT NULL, 
	speed_coach INTEGER NOT NULL, 
	speed_minibus INTEGER NOT NULL, 
	speed_car INTEGER NOT NULL, 
	meal_from TEXT NOT NULL, 
	meal_to TEXT NOT NULL, 
	retention_until TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_events_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_events_only_one CHECK (id = 'event'), 
	CONSTRAINT ck_events_title_length CHECK (length(title) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_events_starts_on_form CHECK (CASE WHEN starts_on LIKE '____-__-__' THEN date(starts_on) IS starts_on AND starts_on > '0001' ELSE starts_on IS NULL END), 
	CONSTRAINT ck_events_ends_on_form CHECK (CASE WHEN ends_on LIKE '____-__-__' THEN date(ends_on) IS ends_on AND ends_on > '0001' ELSE ends_on IS NULL END), 
	CONSTRAINT ck_events_days_in_order CHECK (starts_on <= ends_on), 
	CONSTRAINT ck_events_timezone_length CHECK (length(timezone) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_events_edition_range CHECK (edition BETWEEN 0 AND 100000), 
	CONSTRAINT ck_events_day_starts_at_form CHECK (day_starts_at GLOB '[01][0-9]:[0-5][0-9]' OR day_starts_at GLOB '2[0-3]:[0-5][0-9]'), 
	CONSTRAINT ck_events_day_ends_at_form CHECK (day_ends_at GLOB '[01][0-9]:[0-5][0-9]' OR day_ends_at GLOB '2[0-3]:[0-5][0-9]'), 
	CONSTRAINT ck_events_host_length CHECK (length(host) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_events_next_host_length CHECK (length(next_host) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_events_next_on_form CHECK (CASE WHEN next_on LIKE '____-__-__' THEN date(next_on) IS next_on AND next_on > '0001' ELSE next_on IS NULL END), 
	CONSTRAINT ck_events_language_length CHECK (length(language) BETWEEN 1 AND 8), 
	CONSTRAINT ck_events_boarding_minutes_range CHECK (boarding_minutes BETWEEN 0 AND 240), 
	CONSTRAINT ck_events_road_factor_range CHECK (road_factor BETWEEN 1 AND 5), 
	CONSTRAINT ck_events_speed_coach_range CHECK (speed_coach BETWEEN 1 AND 200), 
	CONSTRAINT ck_events_speed_minibus_range CHECK (speed_minibus BETWEEN 1 AND 200), 
	CONSTRAINT ck_events_speed_car_range CHECK (speed_car BETWEEN 1 AND 200), 
	CONSTRAINT ck_events_meal_from_form CHECK (meal_from GLOB '[01][0-9]:[0-5][0-9]' OR meal_from GLOB '2[0-3]:[0-5][0-9]'), 
	CONSTRAINT ck_events_meal_to_form CHECK (meal_to GLOB '[01][0-9]:[0-5][0-9]' OR meal_to GLOB '2[0-3]:[0-5][0-9]'), 
	CONSTRAINT ck_events_retention_until_form CHECK (CASE WHEN retention_until LIKE '____-__-__' THEN date(retention_until) IS retention_until AND retention_until > '0001' ELSE retention_until IS NULL END)
)
 STRICT
-- next
CREATE TABLE directions (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	colour TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_directions_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_directions_name_length CHECK (length(name) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_directions_colour_form CHECK (colour = '' OR colour LIKE '#______'), 
	CONSTRAINT ck_directions_position_range CHECK (position BETWEEN 0 AND 100000)
)
 STRICT
-- next
CREATE TABLE districts (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	region TEXT NOT NULL, 
	country TEXT NOT NULL, 
	latitude REAL, 
	longitude REAL, 
	coordinator TEXT NOT NULL, 
	phone TEXT NOT NULL, 
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
 STRICT
-- next
CREATE TABLE sites (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	district_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	address TEXT NOT NULL, 
	latitude REAL, 
	longitude REAL, 
	groups_at_once INTEGER, 
	visitors_max INTEGER, 
	visit_minutes INTEGER, 
	opens_at TEXT, 
	closes_at TEXT, 
	open_days TEXT NOT NULL, 
	notice_hours INTEGER, 
	requirements TEXT NOT NULL, 
	host_name TEXT NOT NULL, 
	host_position TEXT NOT NULL, 
	host_phone TEXT NOT NULL, 
	host_confirmed INTEGER NOT NULL, 
	languages TEXT NOT NULL, 
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
	CONSTRAINT ck_sites_opens_at_form CHECK (opens_at GLOB '[01][0-9]:[0-5][0-9]' OR opens_at GLOB '2[0-3]:[0-5][0-9]'), 
	CONSTRAINT ck_sites_closes_at_form CHECK (closes_at GLOB '[01][0-9]:[0-5][0-9]' OR closes_at GLOB '2[0-3]:[0-5][0-9]'), 
	CONSTRAINT ck_sites_open_days_form CHECK (CASE WHEN open_days = '' THEN 1 WHEN json_valid(open_days) THEN json_type(open_days) = 'array' ELSE 0 END), 
	CONSTRAINT ck_sites_notice_hours_range CHECK (notice_hours BETWEEN 0 AND 10000), 
	CONSTRAINT ck_sites_requirements_length CHECK (length(requirements) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_sites_host_name_length CHECK (length(host_name) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_sites_host_position_length CHECK (length(host_position) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_sites_host_phone_length CHECK (length(host_phone) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_sites_host_confirmed_truth CHECK (host_confirmed IN (0, 1)), 
	CONSTRAINT ck_sites_languages_form CHECK (CASE WHEN languages = '' THEN 1 WHEN json_valid(languages) THEN json_type(languages) = 'array' ELSE 0 END), 
	CONSTRAINT fk_sites_district_id FOREIGN KEY(district_id) REFERENCES districts (id) DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_sites_district_id ON sites (district_id)
-- next
CREATE TABLE site_directions (
	site_id TEXT NOT NULL, 
	direction_id TEXT NOT NULL, 
	PRIMARY KEY (site_id, direction_id), 
	CONSTRAINT fk_site_directions_site_id FOREIGN KEY(site_id) REFERENCES sites (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_site_directions_direction_id FOREIGN KEY(direction_id) REFERENCES directions (id) DEFERRABLE INITIALLY IMMEDIATE
)
 WITHOUT ROWID,
 STRICT
-- next
CREATE INDEX ix_site_directions_direction_id ON site_directions (direction_id)
-- next
CREATE TABLE halls (
	id TEXT NOT NULL, 
	site_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	seats INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_halls_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_halls_name_length CHECK (length(name) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_halls_seats_range CHECK (seats BETWEEN 0 AND 1000000), 
	CONSTRAINT fk_halls_site_id FOREIGN KEY(site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_halls_site_id ON halls (site_id)
-- next
CREATE TABLE delegations (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	code TEXT NOT NULL, 
	town TEXT NOT NULL, 
	region TEXT NOT NULL, 
	country TEXT NOT NULL, 
	colour TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	hotel_id TEXT, 
	arrives_at TEXT, 
	arrives_site_id TEXT, 
	departs_at TEXT, 
	departs_site_id TEXT, 
	languages TEXT NOT NULL, 
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
	CONSTRAINT ck_delegations_arrives_at_form CHECK (CASE WHEN arrives_at LIKE '____-__-__ __:__' THEN strftime('%Y-%m-%d %H:%M', arrives_at) IS arrives_at AND arrives_at > '0001' AND substr(arrives_at, 12) < '24' ELSE arrives_at IS NULL END), 
	CONSTRAINT ck_delegations_departs_at_form CHECK (CASE WHEN departs_at LIKE '____-__-__ __:__' THEN strftime('%Y-%m-%d %H:%M', departs_at) IS departs_at AND departs_at > '0001' AND substr(departs_at, 12) < '24' ELSE departs_at IS NULL END), 
	CONSTRAINT ck_delegations_stay_in_order CHECK (arrives_at <= departs_at), 
	CONSTRAINT ck_delegations_languages_form CHECK (CASE WHEN languages = '' THEN 1 WHEN json_valid(languages) THEN json_type(languages) = 'array' ELSE 0 END), 
	CONSTRAINT ck_delegations_expected_size_range CHECK (expected_size BETWEEN 0 AND 1000000), 
	CONSTRAINT fk_delegations_hotel_id FOREIGN KEY(hotel_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_delegations_arrives_site_id FOREIGN KEY(arrives_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_delegations_departs_site_id FOREIGN KEY(departs_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_delegations_arrives_site_id ON delegations (arrives_site_id)
-- next
CREATE INDEX ix_delegations_departs_site_id ON delegations (departs_site_id)
-- next
CREATE INDEX ix_delegations_hotel_id ON delegations (hotel_id)
-- next
CREATE TABLE delegation_directions (
	delegation_id TEXT NOT NULL, 
	direction_id TEXT NOT NULL, 
	PRIMARY KEY (delegation_id, direction_id), 
	CONSTRAINT fk_delegation_directions_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegations (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_delegation_directions_direction_id FOREIGN KEY(direction_id) REFERENCES directions (id) DEFERRABLE INITIALLY IMMEDIATE
)
 WITHOUT ROWID,
 STRICT
-- next
CREATE INDEX ix_delegation_directions_direction_id ON delegation_directions (direction_id)
-- next
CREATE TABLE participants (
	id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	surname TEXT NOT NULL, 
	given_name TEXT NOT NULL, 
	patronymic TEXT NOT NULL, 
	latin_surname TEXT NOT NULL, 
	latin_given_name TEXT NOT NULL, 
	delegation_id TEXT, 
	role TEXT NOT NULL, 
	position TEXT NOT NULL, 
	organisation TEXT NOT NULL, 
	town TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	email TEXT NOT NULL, 
	birth_date TEXT, 
	languages TEXT NOT NULL, 
	diet TEXT NOT NULL, 
	hotel_id TEXT, 
	room TEXT NOT NULL, 
	arrives_at TEXT, 
	departs_at TEXT, 
	notes TEXT NOT NULL, 
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
	CONSTRAINT ck_participants_birth_date_form CHECK (CASE WHEN birth_date LIKE '____-__-__' THEN date(birth_date) IS birth_date AND birth_date > '0001' ELSE birth_date IS NULL END), 
	CONSTRAINT ck_participants_languages_form CHECK (CASE WHEN languages = '' THEN 1 WHEN json_valid(languages) THEN json_type(languages) = 'array' ELSE 0 END), 
	CONSTRAINT ck_participants_diet_length CHECK (length(diet) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_room_length CHECK (length(room) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_participants_arrives_at_form CHECK (CASE WHEN arrives_at LIKE '____-__-__ __:__' THEN strftime('%Y-%m-%d %H:%M', arrives_at) IS arrives_at AND arrives_at > '0001' AND substr(arrives_at, 12) < '24' ELSE arrives_at IS NULL END), 
	CONSTRAINT ck_participants_departs_at_form CHECK (CASE WHEN departs_at LIKE '____-__-__ __:__' THEN strftime('%Y-%m-%d %H:%M', departs_at) IS departs_at AND departs_at > '0001' AND substr(departs_at, 12) < '24' ELSE departs_at IS NULL END), 
	CONSTRAINT ck_participants_stay_in_order CHECK (arrives_at <= departs_at), 
	CONSTRAINT ck_participants_notes_length CHECK (length(notes) BETWEEN 0 AND 4000), 
	CONSTRAINT fk_participants_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegations (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_participants_hotel_id FOREIGN KEY(hotel_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_participants_delegation_id ON participants (delegation_id)
-- next
CREATE INDEX ix_participants_hotel_id ON participants (hotel_id)
-- next
CREATE TABLE participant_documents (
	participant_id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (participant_id), 
	CONSTRAINT ck_participant_documents_document_length CHECK (length(document) BETWEEN 1 AND 4000), 
	CONSTRAINT fk_participant_documents_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE TABLE delegation_officers (
	delegation_id TEXT NOT NULL, 
	part TEXT NOT NULL, 
	participant_id TEXT NOT NULL, 
	PRIMARY KEY (delegation_id, part), 
	CONSTRAINT ck_delegation_officers_part_known CHECK (part IN ('head', 'deputy', 'liaison')), 
	CONSTRAINT fk_delegation_officers_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegations (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_delegation_officers_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) DEFERRABLE INITIALLY IMMEDIATE
)
 WITHOUT ROWID,
 STRICT
-- next
CREATE INDEX ix_delegation_officers_participant_id ON delegation_officers (participant_id)
-- next
CREATE TABLE groups (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	delegation_id TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_groups_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_groups_name_length CHECK (length(name) BETWEEN 1 AND 4000), 
	CONSTRAINT fk_groups_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegations (id) DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_groups_delegation_id ON groups (delegation_id)
-- next
CREATE TABLE group_members (
	group_id TEXT NOT NULL, 
	participant_id TEXT NOT NULL, 
	PRIMARY KEY (group_id, participant_id), 
	CONSTRAINT fk_group_members_group_id FOREIGN KEY(group_id) REFERENCES groups (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_group_members_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) DEFERRABLE INITIALLY IMMEDIATE
)
 WITHOUT ROWID,
 STRICT
-- next
CREATE INDEX ix_group_members_participant_id ON group_members (participant_id)
-- next
CREATE TABLE requests (
	id TEXT NOT NULL, 
	site_id TEXT NOT NULL, 
	delegation_id TEXT, 
	group_id TEXT, 
	weight INTEGER NOT NULL, 
	minutes INTEGER, 
	not_before TEXT, 
	not_after TEXT, 
	day TEXT, 
	note TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_requests_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_requests_one_asker CHECK ((delegation_id IS NULL) <> (group_id IS NULL)), 
	CONSTRAINT ck_requests_weight_range CHECK (weight BETWEEN 1 AND 9), 
	CONSTRAINT ck_requests_minutes_range CHECK (minutes BETWEEN 1 AND 10000), 
	CONSTRAINT ck_requests_not_before_form CHECK (not_before GLOB '[01][0-9]:[0-5][0-9]' OR not_before GLOB '2[0-3]:[0-5][0-9]'), 
	CONSTRAINT ck_requests_not_after_form CHECK (not_after GLOB '[01][0-9]:[0-5][0-9]' OR not_after GLOB '2[0-3]:[0-5][0-9]'), 
	CONSTRAINT ck_requests_day_form CHECK (CASE WHEN day LIKE '____-__-__' THEN date(day) IS day AND day > '0001' ELSE day IS NULL END), 
	CONSTRAINT ck_requests_note_length CHECK (length(note) BETWEEN 0 AND 4000), 
	CONSTRAINT fk_requests_site_id FOREIGN KEY(site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_requests_delegation_id FOREIGN KEY(delegation_id) REFERENCES delegations (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_requests_group_id FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_requests_delegation_id ON requests (delegation_id)
-- next
CREATE INDEX ix_requests_group_id ON requests (group_id)
-- next
CREATE INDEX ix_requests_site_id ON requests (site_id)
-- next
CREATE TABLE activities (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	starts_at TEXT NOT NULL, 
	ends_at TEXT NOT NULL, 
	direction_id TEXT, 
	site_id TEXT, 
	hall_id TEXT, 
	status TEXT NOT NULL, 
	locked INTEGER NOT NULL, 
	notes TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_activities_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_activities_title_length CHECK (length(title) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_activities_kind_known CHECK (kind IN ('plenary', 'section', 'visit', 'meal', 'transfer', 'signing', 'culture', 'meeting', 'free', 'registration')), 
	CONSTRAINT ck_activities_starts_at_form CHECK (CASE WHEN starts_at LIKE '____-__-__ __:__' THEN strftime('%Y-%m-%d %H:%M', starts_at) IS starts_at AND starts_at > '0001' AND substr(starts_at, 12) < '24' ELSE starts_at IS NULL END), 
	CONSTRAINT ck_activities_ends_at_form CHECK (CASE WHEN ends_at LIKE '____-__-__ __:__' THEN strftime('%Y-%m-%d %H:%M', ends_at) IS ends_at AND ends_at > '0001' AND substr(ends_at, 12) < '24' ELSE ends_at IS NULL END), 
	CONSTRAINT ck_activities_starts_at_before_ends_at CHECK (starts_at < ends_at), 
	CONSTRAINT ck_activities_status_known CHECK (status IN ('draft', 'confirmed', 'cancelled')), 
	CONSTRAINT ck_activities_locked_truth CHECK (locked IN (0, 1)), 
	CONSTRAINT ck_activities_notes_length CHECK (length(notes) BETWEEN 0 AND 100000), 
	CONSTRAINT fk_activities_direction_id FOREIGN KEY(direction_id) REFERENCES directions (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_activities_site_id FOREIGN KEY(site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_activities_hall_id FOREIGN KEY(hall_id) REFERENCES halls (id) DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_activities_direction_id ON activities (direction_id)
-- next
CREATE INDEX ix_activities_hall_id ON activities (hall_id)
-- next
CREATE INDEX ix_activities_site_id ON activities (site_id)
-- next
CREATE TABLE activity_groups (
	activity_id TEXT NOT NULL, 
	group_id TEXT NOT NULL, 
	PRIMARY KEY (activity_id, group_id), 
	CONSTRAINT fk_activity_groups_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_activity_groups_group_id FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY IMMEDIATE
)
 WITHOUT ROWID,
 STRICT
-- next
CREATE INDEX ix_activity_groups_group_id ON activity_groups (group_id)
-- next
CREATE TABLE activity_people (
	activity_id TEXT NOT NULL, 
	part TEXT NOT NULL, 
	participant_id TEXT NOT NULL, 
	PRIMARY KEY (activity_id, part, participant_id), 
	CONSTRAINT ck_activity_people_part_known CHECK (part IN ('speaker', 'moderator', 'interpreter', 'responsible')), 
	CONSTRAINT fk_activity_people_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_activity_people_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) DEFERRABLE INITIALLY IMMEDIATE
)
 WITHOUT ROWID,
 STRICT
-- next
CREATE INDEX ix_activity_people_participant_id ON activity_people (participant_id)
-- next
CREATE TABLE vehicles (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	seats INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	plate TEXT NOT NULL, 
	driver TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	base_site_id TEXT, 
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
 STRICT
-- next
CREATE INDEX ix_vehicles_base_site_id ON vehicles (base_site_id)
-- next
CREATE TABLE transfers (
	id TEXT NOT NULL, 
	vehicle_id TEXT NOT NULL, 
	from_site_id TEXT NOT NULL, 
	to_site_id TEXT NOT NULL, 
	departs_at TEXT NOT NULL, 
	arrives_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_transfers_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_transfers_departs_at_form CHECK (CASE WHEN departs_at LIKE '____-__-__ __:__' THEN strftime('%Y-%m-%d %H:%M', departs_at) IS departs_at AND departs_at > '0001' AND substr(departs_at, 12) < '24' ELSE departs_at IS NULL END), 
	CONSTRAINT ck_transfers_arrives_at_form CHECK (CASE WHEN arrives_at LIKE '____-__-__ __:__' THEN strftime('%Y-%m-%d %H:%M', arrives_at) IS arrives_at AND arrives_at > '0001' AND substr(arrives_at, 12) < '24' ELSE arrives_at IS NULL END), 
	CONSTRAINT ck_transfers_way_in_order CHECK (departs_at <= arrives_at), 
	CONSTRAINT fk_transfers_vehicle_id FOREIGN KEY(vehicle_id) REFERENCES vehicles (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_transfers_from_site_id FOREIGN KEY(from_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_transfers_to_site_id FOREIGN KEY(to_site_id) REFERENCES sites (id) DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_transfers_from_site_id ON transfers (from_site_id)
-- next
CREATE INDEX ix_transfers_to_site_id ON transfers (to_site_id)
-- next
CREATE INDEX ix_transfers_vehicle_id ON transfers (vehicle_id)
-- next
CREATE TABLE transfer_groups (
	transfer_id TEXT NOT NULL, 
	group_id TEXT NOT NULL, 
	PRIMARY KEY (transfer_id, group_id), 
	CONSTRAINT fk_transfer_groups_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfers (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_transfer_groups_group_id FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY IMMEDIATE
)
 WITHOUT ROWID,
 STRICT
-- next
CREATE INDEX ix_transfer_groups_group_id ON transfer_groups (group_id)
-- next
CREATE TABLE transfer_people (
	transfer_id TEXT NOT NULL, 
	participant_id TEXT NOT NULL, 
	PRIMARY KEY (transfer_id, participant_id), 
	CONSTRAINT fk_transfer_people_transfer_id FOREIGN KEY(transfer_id) REFERENCES transfers (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_transfer_people_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) DEFERRABLE INITIALLY IMMEDIATE
)
 WITHOUT ROWID,
 STRICT
-- next
CREATE INDEX ix_transfer_people_participant_id ON transfer_people (participant_id)
-- next
CREATE TABLE travel_times (
	id TEXT NOT NULL, 
	minutes INTEGER NOT NULL, 
	vehicle_kind TEXT, 
	from_site_id TEXT, 
	from_district_id TEXT, 
	to_site_id TEXT, 
	to_district_id TEXT, 
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
 STRICT
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
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	parties TEXT NOT NULL, 
	ceremony_id TEXT, 
	copies INTEGER, 
	status TEXT NOT NULL, 
	signed_on TEXT, 
	notes TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_agreements_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_agreements_title_length CHECK (length(title) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_agreements_kind_known CHECK (kind IN ('agreement', 'road-map', 'resolution', 'protocol', 'accession')), 
	CONSTRAINT ck_agreements_parties_form CHECK (CASE WHEN parties = '' THEN 1 WHEN json_valid(parties) THEN json_type(parties) = 'array' ELSE 0 END), 
	CONSTRAINT ck_agreements_copies_range CHECK (copies BETWEEN 0 AND 10000), 
	CONSTRAINT ck_agreements_status_known CHECK (status IN ('draft', 'agreed', 'signed')), 
	CONSTRAINT ck_agreements_signed_on_form CHECK (CASE WHEN signed_on LIKE '____-__-__' THEN date(signed_on) IS signed_on AND signed_on > '0001' ELSE signed_on IS NULL END), 
	CONSTRAINT ck_agreements_notes_length CHECK (length(notes) BETWEEN 0 AND 100000), 
	CONSTRAINT fk_agreements_ceremony_id FOREIGN KEY(ceremony_id) REFERENCES activities (id) DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_agreements_ceremony_id ON agreements (ceremony_id)
-- next
CREATE TABLE agreement_signatories (
	agreement_id TEXT NOT NULL, 
	participant_id TEXT NOT NULL, 
	PRIMARY KEY (agreement_id, participant_id), 
	CONSTRAINT fk_agreement_signatories_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreements (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE, 
	CONSTRAINT fk_agreement_signatories_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id) DEFERRABLE INITIALLY IMMEDIATE
)
 WITHOUT ROWID,
 STRICT
-- next
CREATE INDEX ix_agreement_signatories_participant_id ON agreement_signatories (participant_id)
-- next
CREATE TABLE commitments (
	id TEXT NOT NULL, 
	agreement_id TEXT NOT NULL, 
	what TEXT NOT NULL, 
	responsible TEXT NOT NULL, 
	due_on TEXT, 
	status TEXT NOT NULL, 
	note TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_commitments_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_commitments_what_length CHECK (length(what) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_commitments_responsible_length CHECK (length(responsible) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_commitments_due_on_form CHECK (CASE WHEN due_on LIKE '____-__-__' THEN date(due_on) IS due_on AND due_on > '0001' ELSE due_on IS NULL END), 
	CONSTRAINT ck_commitments_status_known CHECK (status IN ('open', 'done', 'dropped')), 
	CONSTRAINT ck_commitments_note_length CHECK (length(note) BETWEEN 0 AND 4000), 
	CONSTRAINT fk_commitments_agreement_id FOREIGN KEY(agreement_id) REFERENCES agreements (id) DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_commitments_agreement_id ON commitments (agreement_id)
-- next
CREATE TABLE rule_severities (
	rule TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	PRIMARY KEY (rule), 
	CONSTRAINT ck_rule_severities_severity_known CHECK (severity IN ('error', 'warning', 'notice', 'off'))
)
 STRICT
-- next
CREATE TABLE accepted_conflicts (
	id TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	subjects TEXT NOT NULL, 
	cause TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	accepted_by TEXT NOT NULL, 
	accepted_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_accepted_conflicts_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_accepted_conflicts_rule_length CHECK (length(rule) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_accepted_conflicts_subjects_length CHECK (length(subjects) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_accepted_conflicts_cause_length CHECK (length(cause) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_accepted_conflicts_reason_length CHECK (length(reason) BETWEEN 1 AND 4000), 
	CONSTRAINT uq_accepted_conflicts_rule_subjects UNIQUE (rule, subjects), 
	CONSTRAINT ck_accepted_conflicts_accepted_by_length CHECK (length(accepted_by) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_accepted_conflicts_accepted_at_form CHECK (CASE WHEN accepted_at LIKE '____-__-__ __:__' THEN strftime('%Y-%m-%d %H:%M', accepted_at) IS accepted_at AND accepted_at > '0001' AND substr(accepted_at, 12) < '24' ELSE accepted_at IS NULL END)
)
 STRICT
-- next
CREATE TABLE checkpoints (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	target_id TEXT NOT NULL, 
	policy TEXT NOT NULL, 
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
 STRICT
-- next
CREATE TABLE queued_rows (
	id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	"row" INTEGER NOT NULL, 
	fields TEXT NOT NULL, 
	candidate_id TEXT NOT NULL, 
	score INTEGER NOT NULL, 
	evidence TEXT NOT NULL, 
	status TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_queued_rows_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_queued_rows_source_length CHECK (length(source) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_queued_rows_row_range CHECK (row BETWEEN 1 AND 10000000), 
	CONSTRAINT ck_queued_rows_fields_length CHECK (length(fields) BETWEEN 1 AND 100000), 
	CONSTRAINT ck_queued_rows_score_range CHECK (score BETWEEN 0 AND 100), 
	CONSTRAINT ck_queued_rows_evidence_form CHECK (CASE WHEN evidence = '' THEN 1 WHEN json_valid(evidence) THEN json_type(evidence) = 'array' ELSE 0 END), 
	CONSTRAINT ck_queued_rows_status_known CHECK (status IN ('open', 'merged', 'new', 'skipped')), 
	CONSTRAINT fk_queued_rows_candidate_id FOREIGN KEY(candidate_id) REFERENCES participants (id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE
)
 STRICT
-- next
CREATE INDEX ix_queued_rows_candidate_id ON queued_rows (candidate_id)
-- next
CREATE TABLE badges (
	id TEXT NOT NULL, 
	participant_id TEXT NOT NULL, 
	serial TEXT NOT NULL, 
	code TEXT NOT NULL, 
	issued_at TEXT NOT NULL, 
	issued_by TEXT NOT NULL, 
	station TEXT NOT NULL, 
	reason TEXT NOT NULL, 
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
 STRICT
-- next
CREATE INDEX ix_badges_participant_id ON badges (participant_id)
-- next
CREATE TABLE badge_revocations (
	id TEXT NOT NULL, 
	badge_id TEXT NOT NULL, 
	revoked_at TEXT NOT NULL, 
	revoked_by TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_badge_revocations_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_badge_revocations_revoked_at_length CHECK (length(revoked_at) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_badge_revocations_revoked_by_length CHECK (length(revoked_by) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_badge_revocations_reason_length CHECK (length(reason) BETWEEN 0 AND 4000)
)
 STRICT
-- next
CREATE INDEX ix_badge_revocations_badge_id ON badge_revocations (badge_id)
-- next
CREATE TABLE checkins (
	id TEXT NOT NULL, 
	station TEXT NOT NULL, 
	sequence INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	checkpoint_kind TEXT NOT NULL, 
	checkpoint_id TEXT NOT NULL, 
	direction TEXT NOT NULL, 
	code TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	participant_id TEXT NOT NULL, 
	operator TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	forced INTEGER NOT NULL, 
	implied INTEGER NOT NULL, 
	voids TEXT NOT NULL, 
	previous_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
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
 WITHOUT ROWID,
 STRICT
-- next
CREATE INDEX ix_checkins_participant_id_checkpoint_id ON checkins (participant_id, checkpoint_id)
-- next
CREATE TABLE editions (
	number INTEGER NOT NULL, 
	released_at TEXT NOT NULL, 
	released_by TEXT NOT NULL, 
	note TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT ck_editions_released_at_length CHECK (length(released_at) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_editions_released_by_length CHECK (length(released_by) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_editions_note_length CHECK (length(note) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_editions_revision_range CHECK (revision BETWEEN 0 AND 1000000000000000)
)
 STRICT
-- next
CREATE TABLE prints (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	subject_type TEXT NOT NULL, 
	subject_id TEXT NOT NULL, 
	edition INTEGER NOT NULL, 
	copy INTEGER NOT NULL, 
	printed_at TEXT NOT NULL, 
	printed_by TEXT NOT NULL, 
	station TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	content TEXT NOT NULL, 
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
 STRICT
-- next
CREATE INDEX ix_prints_kind_subject_id ON prints (kind, subject_id)
-- next
CREATE TABLE merges (
	id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	merged_at TEXT NOT NULL, 
	merged_by TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	report TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_merges_id_length CHECK (length(id) BETWEEN 1 AND 64), 
	CONSTRAINT ck_merges_source_length CHECK (length(source) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_merges_digest_length CHECK (length(digest) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_merges_merged_at_length CHECK (length(merged_at) BETWEEN 1 AND 4000), 
	CONSTRAINT ck_merges_merged_by_length CHECK (length(merged_by) BETWEEN 0 AND 4000), 
	CONSTRAINT ck_merges_revision_range CHECK (revision BETWEEN 0 AND 1000000000000000)
)
 STRICT
-- next
CREATE INDEX ix_merges_digest ON merges (digest)
-- next
CREATE TABLE revisions (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	station TEXT NOT NULL, 
	deed TEXT NOT NULL, 
	undoes INTEGER, 
	redoes INTEGER, 
	PRIMARY KEY (number), 
	CONSTRAINT uq_revisions_id UNIQUE (id)
)
 STRICT
-- next
CREATE TABLE row_changes (
	id INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	table_name TEXT NOT NULL, 
	row_key TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_row_changes_kind_known CHECK (kind IN ('insert', 'update', 'delete'))
)
 STRICT
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
 STRICT
-- next
CREATE TABLE identity (
	slot INTEGER NOT NULL, 
	event_id TEXT NOT NULL, 
	file_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	secret TEXT NOT NULL, 
	schema INTEGER NOT NULL, 
	created_at TEXT NOT NULL, 
	PRIMARY KEY (slot), 
	CONSTRAINT ck_identity_only_one CHECK (slot = 1), 
	CONSTRAINT ck_identity_kind_known CHECK (kind IN ('event', 'district-plan', 'station'))
)
 STRICT
-- next
CREATE TRIGGER journal_events_insert AFTER INSERT ON "events" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'events', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'title', NEW."title", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'timezone', NEW."timezone", 'edition', NEW."edition", 'day_starts_at', NEW."day_starts_at", 'day_ends_at', NEW."day_ends_at", 'host', NEW."host", 'next_host', NEW."next_host", 'next_on', NEW."next_on", 'language', NEW."language", 'boarding_minutes', NEW."boarding_minutes", 'road_factor', NEW."road_factor", 'speed_coach', NEW."speed_coach", 'speed_minibus', NEW."speed_minibus", 'speed_car', NEW."speed_car", 'meal_from', NEW."meal_from", 'meal_to', NEW."meal_to", 'retention_until', NEW."retention_until"));
END
-- next
CREATE TRIGGER journal_events_update AFTER UPDATE ON "events" WHEN OLD."id" IS NOT NEW."id" OR OLD."title" IS NOT NEW."title" OR OLD."starts_on" IS NOT NEW."starts_on" OR OLD."ends_on" IS NOT NEW."ends_on" OR OLD."timezone" IS NOT NEW."timezone" OR OLD."edition" IS NOT NEW."edition" OR OLD."day_starts_at" IS NOT NEW."day_starts_at" OR OLD."day_ends_at" IS NOT NEW."day_ends_at" OR OLD."host" IS NOT NEW."host" OR OLD."next_host" IS NOT NEW."next_host" OR OLD."next_on" IS NOT NEW."next_on" OR OLD."language" IS NOT NEW."language" OR OLD."boarding_minutes" IS NOT NEW."boarding_minutes" OR OLD."road_factor" IS NOT NEW."road_factor" OR OLD."speed_coach" IS NOT NEW."speed_coach" OR OLD."speed_minibus" IS NOT NEW."speed_minibus" OR OLD."speed_car" IS NOT NEW."speed_car" OR OLD."meal_from" IS NOT NEW."meal_from" OR OLD."meal_to" IS NOT NEW."meal_to" OR OLD."retention_until" IS NOT NEW."retention_until" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'events', OLD."id", 'update',
      json_object('id', OLD."id", 'title', OLD."title", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'timezone', OLD."timezone", 'edition', OLD."edition", 'day_starts_at', OLD."day_starts_at", 'day_ends_at', OLD."day_ends_at", 'host', OLD."host", 'next_host', OLD."next_host", 'next_on', OLD."next_on", 'language', OLD."language", 'boarding_minutes', OLD."boarding_minutes", 'road_factor', OLD."road_factor", 'speed_coach', OLD."speed_coach", 'speed_minibus', OLD."speed_minibus", 'speed_car', OLD."speed_car", 'meal_from', OLD."meal_from", 'meal_to', OLD."meal_to", 'retention_until', OLD."retention_until"),
      json_object('id', NEW."id", 'title', NEW."title", 'starts_on', NEW."starts_on", 'ends_on', NEW."ends_on", 'timezone', NEW."timezone", 'edition', NEW."edition", 'day_starts_at', NEW."day_starts_at", 'day_ends_at', NEW."day_ends_at", 'host', NEW."host", 'next_host', NEW."next_host", 'next_on', NEW."next_on", 'language', NEW."language", 'boarding_minutes', NEW."boarding_minutes", 'road_factor', NEW."road_factor", 'speed_coach', NEW."speed_coach", 'speed_minibus', NEW."speed_minibus", 'speed_car', NEW."speed_car", 'meal_from', NEW."meal_from", 'meal_to', NEW."meal_to", 'retention_until', NEW."retention_until"));
END
-- next
CREATE TRIGGER journal_events_delete AFTER DELETE ON "events" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'events', OLD."id", 'delete',
      json_object('id', OLD."id", 'title', OLD."title", 'starts_on', OLD."starts_on", 'ends_on', OLD."ends_on", 'timezone', OLD."timezone", 'edition', OLD."edition", 'day_starts_at', OLD."day_starts_at", 'day_ends_at', OLD."day_ends_at", 'host', OLD."host", 'next_host', OLD."next_host", 'next_on', OLD."next_on", 'language', OLD."language", 'boarding_minutes', OLD."boarding_minutes", 'road_factor', OLD."road_factor", 'speed_coach', OLD."speed_coach", 'speed_minibus', OLD."speed_minibus", 'speed_car', OLD."speed_car", 'meal_from', OLD."meal_from", 'meal_to', OLD."meal_to", 'retention_until', OLD."retention_until"),
      NULL);
END
-- next
CREATE TRIGGER keep_events_key BEFORE UPDATE ON "events" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_directions_insert AFTER INSERT ON "directions" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'directions', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'name', NEW."name", 'colour', NEW."colour", 'position', NEW."position"));
END
-- next
CREATE TRIGGER journal_directions_update AFTER UPDATE ON "directions" WHEN OLD."id" IS NOT NEW."id" OR OLD."name" IS NOT NEW."name" OR OLD."colour" IS NOT NEW."colour" OR OLD."position" IS NOT NEW."position" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'directions', OLD."id", 'update',
      json_object('id', OLD."id", 'name', OLD."name", 'colour', OLD."colour", 'position', OLD."position"),
      json_object('id', NEW."id", 'name', NEW."name", 'colour', NEW."colour", 'position', NEW."position"));
END
-- next
CREATE TRIGGER journal_directions_delete AFTER DELETE ON "directions" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'directions', OLD."id", 'delete',
      json_object('id', OLD."id", 'name', OLD."name", 'colour', OLD."colour", 'position', OLD."position"),
      NULL);
END
-- next
CREATE TRIGGER keep_directions_key BEFORE UPDATE ON "directions" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_districts_insert AFTER INSERT ON "districts" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'districts', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'name', NEW."name", 'region', NEW."region", 'country', NEW."country", 'latitude', NEW."latitude", 'longitude', NEW."longitude", 'coordinator', NEW."coordinator", 'phone', NEW."phone"));
END
-- next
CREATE TRIGGER journal_districts_update AFTER UPDATE ON "districts" WHEN OLD."id" IS NOT NEW."id" OR OLD."name" IS NOT NEW."name" OR OLD."region" IS NOT NEW."region" OR OLD."country" IS NOT NEW."country" OR OLD."latitude" IS NOT NEW."latitude" OR OLD."longitude" IS NOT NEW."longitude" OR OLD."coordinator" IS NOT NEW."coordinator" OR OLD."phone" IS NOT NEW."phone" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'districts', OLD."id", 'update',
      json_object('id', OLD."id", 'name', OLD."name", 'region', OLD."region", 'country', OLD."country", 'latitude', OLD."latitude", 'longitude', OLD."longitude", 'coordinator', OLD."coordinator", 'phone', OLD."phone"),
      json_object('id', NEW."id", 'name', NEW."name", 'region', NEW."region", 'country', NEW."country", 'latitude', NEW."latitude", 'longitude', NEW."longitude", 'coordinator', NEW."coordinator", 'phone', NEW."phone"));
END
-- next
CREATE TRIGGER journal_districts_delete AFTER DELETE ON "districts" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'districts', OLD."id", 'delete',
      json_object('id', OLD."id", 'name', OLD."name", 'region', OLD."region", 'country', OLD."country", 'latitude', OLD."latitude", 'longitude', OLD."longitude", 'coordinator', OLD."coordinator", 'phone', OLD."phone"),
      NULL);
END
-- next
CREATE TRIGGER keep_districts_key BEFORE UPDATE ON "districts" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_sites_insert AFTER INSERT ON "sites" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'sites', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'name', NEW."name", 'district_id', NEW."district_id", 'kind', NEW."kind", 'address', NEW."address", 'latitude', NEW."latitude", 'longitude', NEW."longitude", 'groups_at_once', NEW."groups_at_once", 'visitors_max', NEW."visitors_max", 'visit_minutes', NEW."visit_minutes", 'opens_at', NEW."opens_at", 'closes_at', NEW."closes_at", 'open_days', NEW."open_days", 'notice_hours', NEW."notice_hours", 'requirements', NEW."requirements", 'host_name', NEW."host_name", 'host_position', NEW."host_position", 'host_phone', NEW."host_phone", 'host_confirmed', NEW."host_confirmed", 'languages', NEW."languages"));
END
-- next
CREATE TRIGGER journal_sites_update AFTER UPDATE ON "sites" WHEN OLD."id" IS NOT NEW."id" OR OLD."name" IS NOT NEW."name" OR OLD."district_id" IS NOT NEW."district_id" OR OLD."kind" IS NOT NEW."kind" OR OLD."address" IS NOT NEW."address" OR OLD."latitude" IS NOT NEW."latitude" OR OLD."longitude" IS NOT NEW."longitude" OR OLD."groups_at_once" IS NOT NEW."groups_at_once" OR OLD."visitors_max" IS NOT NEW."visitors_max" OR OLD."visit_minutes" IS NOT NEW."visit_minutes" OR OLD."opens_at" IS NOT NEW."opens_at" OR OLD."closes_at" IS NOT NEW."closes_at" OR OLD."open_days" IS NOT NEW."open_days" OR OLD."notice_hours" IS NOT NEW."notice_hours" OR OLD."requirements" IS NOT NEW."requirements" OR OLD."host_name" IS NOT NEW."host_name" OR OLD."host_position" IS NOT NEW."host_position" OR OLD."host_phone" IS NOT NEW."host_phone" OR OLD."host_confirmed" IS NOT NEW."host_confirmed" OR OLD."languages" IS NOT NEW."languages" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'sites', OLD."id", 'update',
      json_object('id', OLD."id", 'name', OLD."name", 'district_id', OLD."district_id", 'kind', OLD."kind", 'address', OLD."address", 'latitude', OLD."latitude", 'longitude', OLD."longitude", 'groups_at_once', OLD."groups_at_once", 'visitors_max', OLD."visitors_max", 'visit_minutes', OLD."visit_minutes", 'opens_at', OLD."opens_at", 'closes_at', OLD."closes_at", 'open_days', OLD."open_days", 'notice_hours', OLD."notice_hours", 'requirements', OLD."requirements", 'host_name', OLD."host_name", 'host_position', OLD."host_position", 'host_phone', OLD."host_phone", 'host_confirmed', OLD."host_confirmed", 'languages', OLD."languages"),
      json_object('id', NEW."id", 'name', NEW."name", 'district_id', NEW."district_id", 'kind', NEW."kind", 'address', NEW."address", 'latitude', NEW."latitude", 'longitude', NEW."longitude", 'groups_at_once', NEW."groups_at_once", 'visitors_max', NEW."visitors_max", 'visit_minutes', NEW."visit_minutes", 'opens_at', NEW."opens_at", 'closes_at', NEW."closes_at", 'open_days', NEW."open_days", 'notice_hours', NEW."notice_hours", 'requirements', NEW."requirements", 'host_name', NEW."host_name", 'host_position', NEW."host_position", 'host_phone', NEW."host_phone", 'host_confirmed', NEW."host_confirmed", 'languages', NEW."languages"));
END
-- next
CREATE TRIGGER journal_sites_delete AFTER DELETE ON "sites" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'sites', OLD."id", 'delete',
      json_object('id', OLD."id", 'name', OLD."name", 'district_id', OLD."district_id", 'kind', OLD."kind", 'address', OLD."address", 'latitude', OLD."latitude", 'longitude', OLD."longitude", 'groups_at_once', OLD."groups_at_once", 'visitors_max', OLD."visitors_max", 'visit_minutes', OLD."visit_minutes", 'opens_at', OLD."opens_at", 'closes_at', OLD."closes_at", 'open_days', OLD."open_days", 'notice_hours', OLD."notice_hours", 'requirements', OLD."requirements", 'host_name', OLD."host_name", 'host_position', OLD."host_position", 'host_phone', OLD."host_phone", 'host_confirmed', OLD."host_confirmed", 'languages', OLD."languages"),
      NULL);
END
-- next
CREATE TRIGGER keep_sites_key BEFORE UPDATE ON "sites" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_site_directions_insert AFTER INSERT ON "site_directions" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'site_directions', NEW."site_id" || '/' || NEW."direction_id", 'insert',
      NULL,
      json_object('site_id', NEW."site_id", 'direction_id', NEW."direction_id"));
END
-- next
CREATE TRIGGER journal_site_directions_update AFTER UPDATE ON "site_directions" WHEN OLD."site_id" IS NOT NEW."site_id" OR OLD."direction_id" IS NOT NEW."direction_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'site_directions', OLD."site_id" || '/' || OLD."direction_id", 'update',
      json_object('site_id', OLD."site_id", 'direction_id', OLD."direction_id"),
      json_object('site_id', NEW."site_id", 'direction_id', NEW."direction_id"));
END
-- next
CREATE TRIGGER journal_site_directions_delete AFTER DELETE ON "site_directions" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'site_directions', OLD."site_id" || '/' || OLD."direction_id", 'delete',
      json_object('site_id', OLD."site_id", 'direction_id', OLD."direction_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_site_directions_key BEFORE UPDATE ON "site_directions" WHEN OLD."site_id" IS NOT NEW."site_id" OR OLD."direction_id" IS NOT NEW."direction_id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_halls_insert AFTER INSERT ON "halls" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'halls', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'site_id', NEW."site_id", 'name', NEW."name", 'seats', NEW."seats"));
END
-- next
CREATE TRIGGER journal_halls_update AFTER UPDATE ON "halls" WHEN OLD."id" IS NOT NEW."id" OR OLD."site_id" IS NOT NEW."site_id" OR OLD."name" IS NOT NEW."name" OR OLD."seats" IS NOT NEW."seats" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'halls', OLD."id", 'update',
      json_object('id', OLD."id", 'site_id', OLD."site_id", 'name', OLD."name", 'seats', OLD."seats"),
      json_object('id', NEW."id", 'site_id', NEW."site_id", 'name', NEW."name", 'seats', NEW."seats"));
END
-- next
CREATE TRIGGER journal_halls_delete AFTER DELETE ON "halls" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'halls', OLD."id", 'delete',
      json_object('id', OLD."id", 'site_id', OLD."site_id", 'name', OLD."name", 'seats', OLD."seats"),
      NULL);
END
-- next
CREATE TRIGGER keep_halls_key BEFORE UPDATE ON "halls" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_delegations_insert AFTER INSERT ON "delegations" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'delegations', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'name', NEW."name", 'code', NEW."code", 'town', NEW."town", 'region', NEW."region", 'country', NEW."country", 'colour', NEW."colour", 'position', NEW."position", 'hotel_id', NEW."hotel_id", 'arrives_at', NEW."arrives_at", 'arrives_site_id', NEW."arrives_site_id", 'departs_at', NEW."departs_at", 'departs_site_id', NEW."departs_site_id", 'languages', NEW."languages", 'expected_size', NEW."expected_size"));
END
-- next
CREATE TRIGGER journal_delegations_update AFTER UPDATE ON "delegations" WHEN OLD."id" IS NOT NEW."id" OR OLD."name" IS NOT NEW."name" OR OLD."code" IS NOT NEW."code" OR OLD."town" IS NOT NEW."town" OR OLD."region" IS NOT NEW."region" OR OLD."country" IS NOT NEW."country" OR OLD."colour" IS NOT NEW."colour" OR OLD."position" IS NOT NEW."position" OR OLD."hotel_id" IS NOT NEW."hotel_id" OR OLD."arrives_at" IS NOT NEW."arrives_at" OR OLD."arrives_site_id" IS NOT NEW."arrives_site_id" OR OLD."departs_at" IS NOT NEW."departs_at" OR OLD."departs_site_id" IS NOT NEW."departs_site_id" OR OLD."languages" IS NOT NEW."languages" OR OLD."expected_size" IS NOT NEW."expected_size" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'delegations', OLD."id", 'update',
      json_object('id', OLD."id", 'name', OLD."name", 'code', OLD."code", 'town', OLD."town", 'region', OLD."region", 'country', OLD."country", 'colour', OLD."colour", 'position', OLD."position", 'hotel_id', OLD."hotel_id", 'arrives_at', OLD."arrives_at", 'arrives_site_id', OLD."arrives_site_id", 'departs_at', OLD."departs_at", 'departs_site_id', OLD."departs_site_id", 'languages', OLD."languages", 'expected_size', OLD."expected_size"),
      json_object('id', NEW."id", 'name', NEW."name", 'code', NEW."code", 'town', NEW."town", 'region', NEW."region", 'country', NEW."country", 'colour', NEW."colour", 'position', NEW."position", 'hotel_id', NEW."hotel_id", 'arrives_at', NEW."arrives_at", 'arrives_site_id', NEW."arrives_site_id", 'departs_at', NEW."departs_at", 'departs_site_id', NEW."departs_site_id", 'languages', NEW."languages", 'expected_size', NEW."expected_size"));
END
-- next
CREATE TRIGGER journal_delegations_delete AFTER DELETE ON "delegations" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'delegations', OLD."id", 'delete',
      json_object('id', OLD."id", 'name', OLD."name", 'code', OLD."code", 'town', OLD."town", 'region', OLD."region", 'country', OLD."country", 'colour', OLD."colour", 'position', OLD."position", 'hotel_id', OLD."hotel_id", 'arrives_at', OLD."arrives_at", 'arrives_site_id', OLD."arrives_site_id", 'departs_at', OLD."departs_at", 'departs_site_id', OLD."departs_site_id", 'languages', OLD."languages", 'expected_size', OLD."expected_size"),
      NULL);
END
-- next
CREATE TRIGGER keep_delegations_key BEFORE UPDATE ON "delegations" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_delegation_directions_insert AFTER INSERT ON "delegation_directions" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'delegation_directions', NEW."delegation_id" || '/' || NEW."direction_id", 'insert',
      NULL,
      json_object('delegation_id', NEW."delegation_id", 'direction_id', NEW."direction_id"));
END
-- next
CREATE TRIGGER journal_delegation_directions_update AFTER UPDATE ON "delegation_directions" WHEN OLD."delegation_id" IS NOT NEW."delegation_id" OR OLD."direction_id" IS NOT NEW."direction_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'delegation_directions', OLD."delegation_id" || '/' || OLD."direction_id", 'update',
      json_object('delegation_id', OLD."delegation_id", 'direction_id', OLD."direction_id"),
      json_object('delegation_id', NEW."delegation_id", 'direction_id', NEW."direction_id"));
END
-- next
CREATE TRIGGER journal_delegation_directions_delete AFTER DELETE ON "delegation_directions" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'delegation_directions', OLD."delegation_id" || '/' || OLD."direction_id", 'delete',
      json_object('delegation_id', OLD."delegation_id", 'direction_id', OLD."direction_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_delegation_directions_key BEFORE UPDATE ON "delegation_directions" WHEN OLD."delegation_id" IS NOT NEW."delegation_id" OR OLD."direction_id" IS NOT NEW."direction_id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_participants_insert AFTER INSERT ON "participants" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'participants', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'number', NEW."number", 'surname', NEW."surname", 'given_name', NEW."given_name", 'patronymic', NEW."patronymic", 'latin_surname', NEW."latin_surname", 'latin_given_name', NEW."latin_given_name", 'delegation_id', NEW."delegation_id", 'role', NEW."role", 'position', NEW."position", 'organisation', NEW."organisation", 'town', NEW."town", 'phone', NEW."phone", 'email', NEW."email", 'birth_date', NEW."birth_date", 'languages', NEW."languages", 'diet', NEW."diet", 'hotel_id', NEW."hotel_id", 'room', NEW."room", 'arrives_at', NEW."arrives_at", 'departs_at', NEW."departs_at", 'notes', NEW."notes"));
END
-- next
CREATE TRIGGER journal_participants_update AFTER UPDATE ON "participants" WHEN OLD."id" IS NOT NEW."id" OR OLD."number" IS NOT NEW."number" OR OLD."surname" IS NOT NEW."surname" OR OLD."given_name" IS NOT NEW."given_name" OR OLD."patronymic" IS NOT NEW."patronymic" OR OLD."latin_surname" IS NOT NEW."latin_surname" OR OLD."latin_given_name" IS NOT NEW."latin_given_name" OR OLD."delegation_id" IS NOT NEW."delegation_id" OR OLD."role" IS NOT NEW."role" OR OLD."position" IS NOT NEW."position" OR OLD."organisation" IS NOT NEW."organisation" OR OLD."town" IS NOT NEW."town" OR OLD."phone" IS NOT NEW."phone" OR OLD."email" IS NOT NEW."email" OR OLD."birth_date" IS NOT NEW."birth_date" OR OLD."languages" IS NOT NEW."languages" OR OLD."diet" IS NOT NEW."diet" OR OLD."hotel_id" IS NOT NEW."hotel_id" OR OLD."room" IS NOT NEW."room" OR OLD."arrives_at" IS NOT NEW."arrives_at" OR OLD."departs_at" IS NOT NEW."departs_at" OR OLD."notes" IS NOT NEW."notes" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'participants', OLD."id", 'update',
      json_object('id', OLD."id", 'number', OLD."number", 'surname', OLD."surname", 'given_name', OLD."given_name", 'patronymic', OLD."patronymic", 'latin_surname', OLD."latin_surname", 'latin_given_name', OLD."latin_given_name", 'delegation_id', OLD."delegation_id", 'role', OLD."role", 'position', OLD."position", 'organisation', OLD."organisation", 'town', OLD."town", 'phone', OLD."phone", 'email', OLD."email", 'birth_date', OLD."birth_date", 'languages', OLD."languages", 'diet', OLD."diet", 'hotel_id', OLD."hotel_id", 'room', OLD."room", 'arrives_at', OLD."arrives_at", 'departs_at', OLD."departs_at", 'notes', OLD."notes"),
      json_object('id', NEW."id", 'number', NEW."number", 'surname', NEW."surname", 'given_name', NEW."given_name", 'patronymic', NEW."patronymic", 'latin_surname', NEW."latin_surname", 'latin_given_name', NEW."latin_given_name", 'delegation_id', NEW."delegation_id", 'role', NEW."role", 'position', NEW."position", 'organisation', NEW."organisation", 'town', NEW."town", 'phone', NEW."phone", 'email', NEW."email", 'birth_date', NEW."birth_date", 'languages', NEW."languages", 'diet', NEW."diet", 'hotel_id', NEW."hotel_id", 'room', NEW."room", 'arrives_at', NEW."arrives_at", 'departs_at', NEW."departs_at", 'notes', NEW."notes"));
END
-- next
CREATE TRIGGER journal_participants_delete AFTER DELETE ON "participants" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'participants', OLD."id", 'delete',
      json_object('id', OLD."id", 'number', OLD."number", 'surname', OLD."surname", 'given_name', OLD."given_name", 'patronymic', OLD."patronymic", 'latin_surname', OLD."latin_surname", 'latin_given_name', OLD."latin_given_name", 'delegation_id', OLD."delegation_id", 'role', OLD."role", 'position', OLD."position", 'organisation', OLD."organisation", 'town', OLD."town", 'phone', OLD."phone", 'email', OLD."email", 'birth_date', OLD."birth_date", 'languages', OLD."languages", 'diet', OLD."diet", 'hotel_id', OLD."hotel_id", 'room', OLD."room", 'arrives_at', OLD."arrives_at", 'departs_at', OLD."departs_at", 'notes', OLD."notes"),
      NULL);
END
-- next
CREATE TRIGGER keep_participants_key BEFORE UPDATE ON "participants" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_participant_documents_insert AFTER INSERT ON "participant_documents" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'participant_documents', NEW."participant_id", 'insert',
      NULL,
      json_object('participant_id', NEW."participant_id", 'document', NEW."document"));
END
-- next
CREATE TRIGGER journal_participant_documents_update AFTER UPDATE ON "participant_documents" WHEN OLD."participant_id" IS NOT NEW."participant_id" OR OLD."document" IS NOT NEW."document" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'participant_documents', OLD."participant_id", 'update',
      json_object('participant_id', OLD."participant_id", 'document', OLD."document"),
      json_object('participant_id', NEW."participant_id", 'document', NEW."document"));
END
-- next
CREATE TRIGGER journal_participant_documents_delete AFTER DELETE ON "participant_documents" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'participant_documents', OLD."participant_id", 'delete',
      json_object('participant_id', OLD."participant_id", 'document', OLD."document"),
      NULL);
END
-- next
CREATE TRIGGER keep_participant_documents_key BEFORE UPDATE ON "participant_documents" WHEN OLD."participant_id" IS NOT NEW."participant_id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_delegation_officers_insert AFTER INSERT ON "delegation_officers" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'delegation_officers', NEW."delegation_id" || '/' || NEW."part", 'insert',
      NULL,
      json_object('delegation_id', NEW."delegation_id", 'part', NEW."part", 'participant_id', NEW."participant_id"));
END
-- next
CREATE TRIGGER journal_delegation_officers_update AFTER UPDATE ON "delegation_officers" WHEN OLD."delegation_id" IS NOT NEW."delegation_id" OR OLD."part" IS NOT NEW."part" OR OLD."participant_id" IS NOT NEW."participant_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'delegation_officers', OLD."delegation_id" || '/' || OLD."part", 'update',
      json_object('delegation_id', OLD."delegation_id", 'part', OLD."part", 'participant_id', OLD."participant_id"),
      json_object('delegation_id', NEW."delegation_id", 'part', NEW."part", 'participant_id', NEW."participant_id"));
END
-- next
CREATE TRIGGER journal_delegation_officers_delete AFTER DELETE ON "delegation_officers" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'delegation_officers', OLD."delegation_id" || '/' || OLD."part", 'delete',
      json_object('delegation_id', OLD."delegation_id", 'part', OLD."part", 'participant_id', OLD."participant_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_delegation_officers_key BEFORE UPDATE ON "delegation_officers" WHEN OLD."delegation_id" IS NOT NEW."delegation_id" OR OLD."part" IS NOT NEW."part" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_groups_insert AFTER INSERT ON "groups" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'groups', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'name', NEW."name", 'delegation_id', NEW."delegation_id"));
END
-- next
CREATE TRIGGER journal_groups_update AFTER UPDATE ON "groups" WHEN OLD."id" IS NOT NEW."id" OR OLD."name" IS NOT NEW."name" OR OLD."delegation_id" IS NOT NEW."delegation_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'groups', OLD."id", 'update',
      json_object('id', OLD."id", 'name', OLD."name", 'delegation_id', OLD."delegation_id"),
      json_object('id', NEW."id", 'name', NEW."name", 'delegation_id', NEW."delegation_id"));
END
-- next
CREATE TRIGGER journal_groups_delete AFTER DELETE ON "groups" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'groups', OLD."id", 'delete',
      json_object('id', OLD."id", 'name', OLD."name", 'delegation_id', OLD."delegation_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_groups_key BEFORE UPDATE ON "groups" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_group_members_insert AFTER INSERT ON "group_members" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'group_members', NEW."group_id" || '/' || NEW."participant_id", 'insert',
      NULL,
      json_object('group_id', NEW."group_id", 'participant_id', NEW."participant_id"));
END
-- next
CREATE TRIGGER journal_group_members_update AFTER UPDATE ON "group_members" WHEN OLD."group_id" IS NOT NEW."group_id" OR OLD."participant_id" IS NOT NEW."participant_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'group_members', OLD."group_id" || '/' || OLD."participant_id", 'update',
      json_object('group_id', OLD."group_id", 'participant_id', OLD."participant_id"),
      json_object('group_id', NEW."group_id", 'participant_id', NEW."participant_id"));
END
-- next
CREATE TRIGGER journal_group_members_delete AFTER DELETE ON "group_members" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'group_members', OLD."group_id" || '/' || OLD."participant_id", 'delete',
      json_object('group_id', OLD."group_id", 'participant_id', OLD."participant_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_group_members_key BEFORE UPDATE ON "group_members" WHEN OLD."group_id" IS NOT NEW."group_id" OR OLD."participant_id" IS NOT NEW."participant_id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_requests_insert AFTER INSERT ON "requests" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'requests', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'site_id', NEW."site_id", 'delegation_id', NEW."delegation_id", 'group_id', NEW."group_id", 'weight', NEW."weight", 'minutes', NEW."minutes", 'not_before', NEW."not_before", 'not_after', NEW."not_after", 'day', NEW."day", 'note', NEW."note"));
END
-- next
CREATE TRIGGER journal_requests_update AFTER UPDATE ON "requests" WHEN OLD."id" IS NOT NEW."id" OR OLD."site_id" IS NOT NEW."site_id" OR OLD."delegation_id" IS NOT NEW."delegation_id" OR OLD."group_id" IS NOT NEW."group_id" OR OLD."weight" IS NOT NEW."weight" OR OLD."minutes" IS NOT NEW."minutes" OR OLD."not_before" IS NOT NEW."not_before" OR OLD."not_after" IS NOT NEW."not_after" OR OLD."day" IS NOT NEW."day" OR OLD."note" IS NOT NEW."note" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'requests', OLD."id", 'update',
      json_object('id', OLD."id", 'site_id', OLD."site_id", 'delegation_id', OLD."delegation_id", 'group_id', OLD."group_id", 'weight', OLD."weight", 'minutes', OLD."minutes", 'not_before', OLD."not_before", 'not_after', OLD."not_after", 'day', OLD."day", 'note', OLD."note"),
      json_object('id', NEW."id", 'site_id', NEW."site_id", 'delegation_id', NEW."delegation_id", 'group_id', NEW."group_id", 'weight', NEW."weight", 'minutes', NEW."minutes", 'not_before', NEW."not_before", 'not_after', NEW."not_after", 'day', NEW."day", 'note', NEW."note"));
END
-- next
CREATE TRIGGER journal_requests_delete AFTER DELETE ON "requests" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'requests', OLD."id", 'delete',
      json_object('id', OLD."id", 'site_id', OLD."site_id", 'delegation_id', OLD."delegation_id", 'group_id', OLD."group_id", 'weight', OLD."weight", 'minutes', OLD."minutes", 'not_before', OLD."not_before", 'not_after', OLD."not_after", 'day', OLD."day", 'note', OLD."note"),
      NULL);
END
-- next
CREATE TRIGGER keep_requests_key BEFORE UPDATE ON "requests" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_activities_insert AFTER INSERT ON "activities" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'activities', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'title', NEW."title", 'kind', NEW."kind", 'starts_at', NEW."starts_at", 'ends_at', NEW."ends_at", 'direction_id', NEW."direction_id", 'site_id', NEW."site_id", 'hall_id', NEW."hall_id", 'status', NEW."status", 'locked', NEW."locked", 'notes', NEW."notes"));
END
-- next
CREATE TRIGGER journal_activities_update AFTER UPDATE ON "activities" WHEN OLD."id" IS NOT NEW."id" OR OLD."title" IS NOT NEW."title" OR OLD."kind" IS NOT NEW."kind" OR OLD."starts_at" IS NOT NEW."starts_at" OR OLD."ends_at" IS NOT NEW."ends_at" OR OLD."direction_id" IS NOT NEW."direction_id" OR OLD."site_id" IS NOT NEW."site_id" OR OLD."hall_id" IS NOT NEW."hall_id" OR OLD."status" IS NOT NEW."status" OR OLD."locked" IS NOT NEW."locked" OR OLD."notes" IS NOT NEW."notes" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'activities', OLD."id", 'update',
      json_object('id', OLD."id", 'title', OLD."title", 'kind', OLD."kind", 'starts_at', OLD."starts_at", 'ends_at', OLD."ends_at", 'direction_id', OLD."direction_id", 'site_id', OLD."site_id", 'hall_id', OLD."hall_id", 'status', OLD."status", 'locked', OLD."locked", 'notes', OLD."notes"),
      json_object('id', NEW."id", 'title', NEW."title", 'kind', NEW."kind", 'starts_at', NEW."starts_at", 'ends_at', NEW."ends_at", 'direction_id', NEW."direction_id", 'site_id', NEW."site_id", 'hall_id', NEW."hall_id", 'status', NEW."status", 'locked', NEW."locked", 'notes', NEW."notes"));
END
-- next
CREATE TRIGGER journal_activities_delete AFTER DELETE ON "activities" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'activities', OLD."id", 'delete',
      json_object('id', OLD."id", 'title', OLD."title", 'kind', OLD."kind", 'starts_at', OLD."starts_at", 'ends_at', OLD."ends_at", 'direction_id', OLD."direction_id", 'site_id', OLD."site_id", 'hall_id', OLD."hall_id", 'status', OLD."status", 'locked', OLD."locked", 'notes', OLD."notes"),
      NULL);
END
-- next
CREATE TRIGGER keep_activities_key BEFORE UPDATE ON "activities" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_activity_groups_insert AFTER INSERT ON "activity_groups" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'activity_groups', NEW."activity_id" || '/' || NEW."group_id", 'insert',
      NULL,
      json_object('activity_id', NEW."activity_id", 'group_id', NEW."group_id"));
END
-- next
CREATE TRIGGER journal_activity_groups_update AFTER UPDATE ON "activity_groups" WHEN OLD."activity_id" IS NOT NEW."activity_id" OR OLD."group_id" IS NOT NEW."group_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'activity_groups', OLD."activity_id" || '/' || OLD."group_id", 'update',
      json_object('activity_id', OLD."activity_id", 'group_id', OLD."group_id"),
      json_object('activity_id', NEW."activity_id", 'group_id', NEW."group_id"));
END
-- next
CREATE TRIGGER journal_activity_groups_delete AFTER DELETE ON "activity_groups" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'activity_groups', OLD."activity_id" || '/' || OLD."group_id", 'delete',
      json_object('activity_id', OLD."activity_id", 'group_id', OLD."group_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_activity_groups_key BEFORE UPDATE ON "activity_groups" WHEN OLD."activity_id" IS NOT NEW."activity_id" OR OLD."group_id" IS NOT NEW."group_id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_activity_people_insert AFTER INSERT ON "activity_people" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'activity_people', NEW."activity_id" || '/' || NEW."part" || '/' || NEW."participant_id", 'insert',
      NULL,
      json_object('activity_id', NEW."activity_id", 'part', NEW."part", 'participant_id', NEW."participant_id"));
END
-- next
CREATE TRIGGER journal_activity_people_update AFTER UPDATE ON "activity_people" WHEN OLD."activity_id" IS NOT NEW."activity_id" OR OLD."part" IS NOT NEW."part" OR OLD."participant_id" IS NOT NEW."participant_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'activity_people', OLD."activity_id" || '/' || OLD."part" || '/' || OLD."participant_id", 'update',
      json_object('activity_id', OLD."activity_id", 'part', OLD."part", 'participant_id', OLD."participant_id"),
      json_object('activity_id', NEW."activity_id", 'part', NEW."part", 'participant_id', NEW."participant_id"));
END
-- next
CREATE TRIGGER journal_activity_people_delete AFTER DELETE ON "activity_people" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'activity_people', OLD."activity_id" || '/' || OLD."part" || '/' || OLD."participant_id", 'delete',
      json_object('activity_id', OLD."activity_id", 'part', OLD."part", 'participant_id', OLD."participant_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_activity_people_key BEFORE UPDATE ON "activity_people" WHEN OLD."activity_id" IS NOT NEW."activity_id" OR OLD."part" IS NOT NEW."part" OR OLD."participant_id" IS NOT NEW."participant_id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_vehicles_insert AFTER INSERT ON "vehicles" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'vehicles', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'name', NEW."name", 'seats', NEW."seats", 'kind', NEW."kind", 'plate', NEW."plate", 'driver', NEW."driver", 'phone', NEW."phone", 'base_site_id', NEW."base_site_id"));
END
-- next
CREATE TRIGGER journal_vehicles_update AFTER UPDATE ON "vehicles" WHEN OLD."id" IS NOT NEW."id" OR OLD."name" IS NOT NEW."name" OR OLD."seats" IS NOT NEW."seats" OR OLD."kind" IS NOT NEW."kind" OR OLD."plate" IS NOT NEW."plate" OR OLD."driver" IS NOT NEW."driver" OR OLD."phone" IS NOT NEW."phone" OR OLD."base_site_id" IS NOT NEW."base_site_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'vehicles', OLD."id", 'update',
      json_object('id', OLD."id", 'name', OLD."name", 'seats', OLD."seats", 'kind', OLD."kind", 'plate', OLD."plate", 'driver', OLD."driver", 'phone', OLD."phone", 'base_site_id', OLD."base_site_id"),
      json_object('id', NEW."id", 'name', NEW."name", 'seats', NEW."seats", 'kind', NEW."kind", 'plate', NEW."plate", 'driver', NEW."driver", 'phone', NEW."phone", 'base_site_id', NEW."base_site_id"));
END
-- next
CREATE TRIGGER journal_vehicles_delete AFTER DELETE ON "vehicles" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'vehicles', OLD."id", 'delete',
      json_object('id', OLD."id", 'name', OLD."name", 'seats', OLD."seats", 'kind', OLD."kind", 'plate', OLD."plate", 'driver', OLD."driver", 'phone', OLD."phone", 'base_site_id', OLD."base_site_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_vehicles_key BEFORE UPDATE ON "vehicles" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_transfers_insert AFTER INSERT ON "transfers" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'transfers', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'vehicle_id', NEW."vehicle_id", 'from_site_id', NEW."from_site_id", 'to_site_id', NEW."to_site_id", 'departs_at', NEW."departs_at", 'arrives_at', NEW."arrives_at"));
END
-- next
CREATE TRIGGER journal_transfers_update AFTER UPDATE ON "transfers" WHEN OLD."id" IS NOT NEW."id" OR OLD."vehicle_id" IS NOT NEW."vehicle_id" OR OLD."from_site_id" IS NOT NEW."from_site_id" OR OLD."to_site_id" IS NOT NEW."to_site_id" OR OLD."departs_at" IS NOT NEW."departs_at" OR OLD."arrives_at" IS NOT NEW."arrives_at" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'transfers', OLD."id", 'update',
      json_object('id', OLD."id", 'vehicle_id', OLD."vehicle_id", 'from_site_id', OLD."from_site_id", 'to_site_id', OLD."to_site_id", 'departs_at', OLD."departs_at", 'arrives_at', OLD."arrives_at"),
      json_object('id', NEW."id", 'vehicle_id', NEW."vehicle_id", 'from_site_id', NEW."from_site_id", 'to_site_id', NEW."to_site_id", 'departs_at', NEW."departs_at", 'arrives_at', NEW."arrives_at"));
END
-- next
CREATE TRIGGER journal_transfers_delete AFTER DELETE ON "transfers" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'transfers', OLD."id", 'delete',
      json_object('id', OLD."id", 'vehicle_id', OLD."vehicle_id", 'from_site_id', OLD."from_site_id", 'to_site_id', OLD."to_site_id", 'departs_at', OLD."departs_at", 'arrives_at', OLD."arrives_at"),
      NULL);
END
-- next
CREATE TRIGGER keep_transfers_key BEFORE UPDATE ON "transfers" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_transfer_groups_insert AFTER INSERT ON "transfer_groups" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'transfer_groups', NEW."transfer_id" || '/' || NEW."group_id", 'insert',
      NULL,
      json_object('transfer_id', NEW."transfer_id", 'group_id', NEW."group_id"));
END
-- next
CREATE TRIGGER journal_transfer_groups_update AFTER UPDATE ON "transfer_groups" WHEN OLD."transfer_id" IS NOT NEW."transfer_id" OR OLD."group_id" IS NOT NEW."group_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'transfer_groups', OLD."transfer_id" || '/' || OLD."group_id", 'update',
      json_object('transfer_id', OLD."transfer_id", 'group_id', OLD."group_id"),
      json_object('transfer_id', NEW."transfer_id", 'group_id', NEW."group_id"));
END
-- next
CREATE TRIGGER journal_transfer_groups_delete AFTER DELETE ON "transfer_groups" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'transfer_groups', OLD."transfer_id" || '/' || OLD."group_id", 'delete',
      json_object('transfer_id', OLD."transfer_id", 'group_id', OLD."group_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_transfer_groups_key BEFORE UPDATE ON "transfer_groups" WHEN OLD."transfer_id" IS NOT NEW."transfer_id" OR OLD."group_id" IS NOT NEW."group_id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_transfer_people_insert AFTER INSERT ON "transfer_people" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'transfer_people', NEW."transfer_id" || '/' || NEW."participant_id", 'insert',
      NULL,
      json_object('transfer_id', NEW."transfer_id", 'participant_id', NEW."participant_id"));
END
-- next
CREATE TRIGGER journal_transfer_people_update AFTER UPDATE ON "transfer_people" WHEN OLD."transfer_id" IS NOT NEW."transfer_id" OR OLD."participant_id" IS NOT NEW."participant_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'transfer_people', OLD."transfer_id" || '/' || OLD."participant_id", 'update',
      json_object('transfer_id', OLD."transfer_id", 'participant_id', OLD."participant_id"),
      json_object('transfer_id', NEW."transfer_id", 'participant_id', NEW."participant_id"));
END
-- next
CREATE TRIGGER journal_transfer_people_delete AFTER DELETE ON "transfer_people" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'transfer_people', OLD."transfer_id" || '/' || OLD."participant_id", 'delete',
      json_object('transfer_id', OLD."transfer_id", 'participant_id', OLD."participant_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_transfer_people_key BEFORE UPDATE ON "transfer_people" WHEN OLD."transfer_id" IS NOT NEW."transfer_id" OR OLD."participant_id" IS NOT NEW."participant_id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_travel_times_insert AFTER INSERT ON "travel_times" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'travel_times', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'minutes', NEW."minutes", 'vehicle_kind', NEW."vehicle_kind", 'from_site_id', NEW."from_site_id", 'from_district_id', NEW."from_district_id", 'to_site_id', NEW."to_site_id", 'to_district_id', NEW."to_district_id"));
END
-- next
CREATE TRIGGER journal_travel_times_update AFTER UPDATE ON "travel_times" WHEN OLD."id" IS NOT NEW."id" OR OLD."minutes" IS NOT NEW."minutes" OR OLD."vehicle_kind" IS NOT NEW."vehicle_kind" OR OLD."from_site_id" IS NOT NEW."from_site_id" OR OLD."from_district_id" IS NOT NEW."from_district_id" OR OLD."to_site_id" IS NOT NEW."to_site_id" OR OLD."to_district_id" IS NOT NEW."to_district_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'travel_times', OLD."id", 'update',
      json_object('id', OLD."id", 'minutes', OLD."minutes", 'vehicle_kind', OLD."vehicle_kind", 'from_site_id', OLD."from_site_id", 'from_district_id', OLD."from_district_id", 'to_site_id', OLD."to_site_id", 'to_district_id', OLD."to_district_id"),
      json_object('id', NEW."id", 'minutes', NEW."minutes", 'vehicle_kind', NEW."vehicle_kind", 'from_site_id', NEW."from_site_id", 'from_district_id', NEW."from_district_id", 'to_site_id', NEW."to_site_id", 'to_district_id', NEW."to_district_id"));
END
-- next
CREATE TRIGGER journal_travel_times_delete AFTER DELETE ON "travel_times" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'travel_times', OLD."id", 'delete',
      json_object('id', OLD."id", 'minutes', OLD."minutes", 'vehicle_kind', OLD."vehicle_kind", 'from_site_id', OLD."from_site_id", 'from_district_id', OLD."from_district_id", 'to_site_id', OLD."to_site_id", 'to_district_id', OLD."to_district_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_travel_times_key BEFORE UPDATE ON "travel_times" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_agreements_insert AFTER INSERT ON "agreements" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'agreements', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'title', NEW."title", 'kind', NEW."kind", 'parties', NEW."parties", 'ceremony_id', NEW."ceremony_id", 'copies', NEW."copies", 'status', NEW."status", 'signed_on', NEW."signed_on", 'notes', NEW."notes"));
END
-- next
CREATE TRIGGER journal_agreements_update AFTER UPDATE ON "agreements" WHEN OLD."id" IS NOT NEW."id" OR OLD."title" IS NOT NEW."title" OR OLD."kind" IS NOT NEW."kind" OR OLD."parties" IS NOT NEW."parties" OR OLD."ceremony_id" IS NOT NEW."ceremony_id" OR OLD."copies" IS NOT NEW."copies" OR OLD."status" IS NOT NEW."status" OR OLD."signed_on" IS NOT NEW."signed_on" OR OLD."notes" IS NOT NEW."notes" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'agreements', OLD."id", 'update',
      json_object('id', OLD."id", 'title', OLD."title", 'kind', OLD."kind", 'parties', OLD."parties", 'ceremony_id', OLD."ceremony_id", 'copies', OLD."copies", 'status', OLD."status", 'signed_on', OLD."signed_on", 'notes', OLD."notes"),
      json_object('id', NEW."id", 'title', NEW."title", 'kind', NEW."kind", 'parties', NEW."parties", 'ceremony_id', NEW."ceremony_id", 'copies', NEW."copies", 'status', NEW."status", 'signed_on', NEW."signed_on", 'notes', NEW."notes"));
END
-- next
CREATE TRIGGER journal_agreements_delete AFTER DELETE ON "agreements" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'agreements', OLD."id", 'delete',
      json_object('id', OLD."id", 'title', OLD."title", 'kind', OLD."kind", 'parties', OLD."parties", 'ceremony_id', OLD."ceremony_id", 'copies', OLD."copies", 'status', OLD."status", 'signed_on', OLD."signed_on", 'notes', OLD."notes"),
      NULL);
END
-- next
CREATE TRIGGER keep_agreements_key BEFORE UPDATE ON "agreements" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_agreement_signatories_insert AFTER INSERT ON "agreement_signatories" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'agreement_signatories', NEW."agreement_id" || '/' || NEW."participant_id", 'insert',
      NULL,
      json_object('agreement_id', NEW."agreement_id", 'participant_id', NEW."participant_id"));
END
-- next
CREATE TRIGGER journal_agreement_signatories_update AFTER UPDATE ON "agreement_signatories" WHEN OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."participant_id" IS NOT NEW."participant_id" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'agreement_signatories', OLD."agreement_id" || '/' || OLD."participant_id", 'update',
      json_object('agreement_id', OLD."agreement_id", 'participant_id', OLD."participant_id"),
      json_object('agreement_id', NEW."agreement_id", 'participant_id', NEW."participant_id"));
END
-- next
CREATE TRIGGER journal_agreement_signatories_delete AFTER DELETE ON "agreement_signatories" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'agreement_signatories', OLD."agreement_id" || '/' || OLD."participant_id", 'delete',
      json_object('agreement_id', OLD."agreement_id", 'participant_id', OLD."participant_id"),
      NULL);
END
-- next
CREATE TRIGGER keep_agreement_signatories_key BEFORE UPDATE ON "agreement_signatories" WHEN OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."participant_id" IS NOT NEW."participant_id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_commitments_insert AFTER INSERT ON "commitments" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'commitments', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'agreement_id', NEW."agreement_id", 'what', NEW."what", 'responsible', NEW."responsible", 'due_on', NEW."due_on", 'status', NEW."status", 'note', NEW."note"));
END
-- next
CREATE TRIGGER journal_commitments_update AFTER UPDATE ON "commitments" WHEN OLD."id" IS NOT NEW."id" OR OLD."agreement_id" IS NOT NEW."agreement_id" OR OLD."what" IS NOT NEW."what" OR OLD."responsible" IS NOT NEW."responsible" OR OLD."due_on" IS NOT NEW."due_on" OR OLD."status" IS NOT NEW."status" OR OLD."note" IS NOT NEW."note" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'commitments', OLD."id", 'update',
      json_object('id', OLD."id", 'agreement_id', OLD."agreement_id", 'what', OLD."what", 'responsible', OLD."responsible", 'due_on', OLD."due_on", 'status', OLD."status", 'note', OLD."note"),
      json_object('id', NEW."id", 'agreement_id', NEW."agreement_id", 'what', NEW."what", 'responsible', NEW."responsible", 'due_on', NEW."due_on", 'status', NEW."status", 'note', NEW."note"));
END
-- next
CREATE TRIGGER journal_commitments_delete AFTER DELETE ON "commitments" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'commitments', OLD."id", 'delete',
      json_object('id', OLD."id", 'agreement_id', OLD."agreement_id", 'what', OLD."what", 'responsible', OLD."responsible", 'due_on', OLD."due_on", 'status', OLD."status", 'note', OLD."note"),
      NULL);
END
-- next
CREATE TRIGGER keep_commitments_key BEFORE UPDATE ON "commitments" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_rule_severities_insert AFTER INSERT ON "rule_severities" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'rule_severities', NEW."rule", 'insert',
      NULL,
      json_object('rule', NEW."rule", 'severity', NEW."severity"));
END
-- next
CREATE TRIGGER journal_rule_severities_update AFTER UPDATE ON "rule_severities" WHEN OLD."rule" IS NOT NEW."rule" OR OLD."severity" IS NOT NEW."severity" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'rule_severities', OLD."rule", 'update',
      json_object('rule', OLD."rule", 'severity', OLD."severity"),
      json_object('rule', NEW."rule", 'severity', NEW."severity"));
END
-- next
CREATE TRIGGER journal_rule_severities_delete AFTER DELETE ON "rule_severities" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'rule_severities', OLD."rule", 'delete',
      json_object('rule', OLD."rule", 'severity', OLD."severity"),
      NULL);
END
-- next
CREATE TRIGGER keep_rule_severities_key BEFORE UPDATE ON "rule_severities" WHEN OLD."rule" IS NOT NEW."rule" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_accepted_conflicts_insert AFTER INSERT ON "accepted_conflicts" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'accepted_conflicts', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'rule', NEW."rule", 'subjects', NEW."subjects", 'cause', NEW."cause", 'reason', NEW."reason", 'accepted_by', NEW."accepted_by", 'accepted_at', NEW."accepted_at"));
END
-- next
CREATE TRIGGER journal_accepted_conflicts_update AFTER UPDATE ON "accepted_conflicts" WHEN OLD."id" IS NOT NEW."id" OR OLD."rule" IS NOT NEW."rule" OR OLD."subjects" IS NOT NEW."subjects" OR OLD."cause" IS NOT NEW."cause" OR OLD."reason" IS NOT NEW."reason" OR OLD."accepted_by" IS NOT NEW."accepted_by" OR OLD."accepted_at" IS NOT NEW."accepted_at" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'accepted_conflicts', OLD."id", 'update',
      json_object('id', OLD."id", 'rule', OLD."rule", 'subjects', OLD."subjects", 'cause', OLD."cause", 'reason', OLD."reason", 'accepted_by', OLD."accepted_by", 'accepted_at', OLD."accepted_at"),
      json_object('id', NEW."id", 'rule', NEW."rule", 'subjects', NEW."subjects", 'cause', NEW."cause", 'reason', NEW."reason", 'accepted_by', NEW."accepted_by", 'accepted_at', NEW."accepted_at"));
END
-- next
CREATE TRIGGER journal_accepted_conflicts_delete AFTER DELETE ON "accepted_conflicts" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'accepted_conflicts', OLD."id", 'delete',
      json_object('id', OLD."id", 'rule', OLD."rule", 'subjects', OLD."subjects", 'cause', OLD."cause", 'reason', OLD."reason", 'accepted_by', OLD."accepted_by", 'accepted_at', OLD."accepted_at"),
      NULL);
END
-- next
CREATE TRIGGER keep_accepted_conflicts_key BEFORE UPDATE ON "accepted_conflicts" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_checkpoints_insert AFTER INSERT ON "checkpoints" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'checkpoints', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'kind', NEW."kind", 'target_id', NEW."target_id", 'policy', NEW."policy", 'opens_minutes_before', NEW."opens_minutes_before", 'closes_minutes_after', NEW."closes_minutes_after", 'places', NEW."places"));
END
-- next
CREATE TRIGGER journal_checkpoints_update AFTER UPDATE ON "checkpoints" WHEN OLD."id" IS NOT NEW."id" OR OLD."kind" IS NOT NEW."kind" OR OLD."target_id" IS NOT NEW."target_id" OR OLD."policy" IS NOT NEW."policy" OR OLD."opens_minutes_before" IS NOT NEW."opens_minutes_before" OR OLD."closes_minutes_after" IS NOT NEW."closes_minutes_after" OR OLD."places" IS NOT NEW."places" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'checkpoints', OLD."id", 'update',
      json_object('id', OLD."id", 'kind', OLD."kind", 'target_id', OLD."target_id", 'policy', OLD."policy", 'opens_minutes_before', OLD."opens_minutes_before", 'closes_minutes_after', OLD."closes_minutes_after", 'places', OLD."places"),
      json_object('id', NEW."id", 'kind', NEW."kind", 'target_id', NEW."target_id", 'policy', NEW."policy", 'opens_minutes_before', NEW."opens_minutes_before", 'closes_minutes_after', NEW."closes_minutes_after", 'places', NEW."places"));
END
-- next
CREATE TRIGGER journal_checkpoints_delete AFTER DELETE ON "checkpoints" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'checkpoints', OLD."id", 'delete',
      json_object('id', OLD."id", 'kind', OLD."kind", 'target_id', OLD."target_id", 'policy', OLD."policy", 'opens_minutes_before', OLD."opens_minutes_before", 'closes_minutes_after', OLD."closes_minutes_after", 'places', OLD."places"),
      NULL);
END
-- next
CREATE TRIGGER keep_checkpoints_key BEFORE UPDATE ON "checkpoints" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER journal_queued_rows_insert AFTER INSERT ON "queued_rows" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'queued_rows', NEW."id", 'insert',
      NULL,
      json_object('id', NEW."id", 'source', NEW."source", 'row', NEW."row", 'fields', NEW."fields", 'candidate_id', NEW."candidate_id", 'score', NEW."score", 'evidence', NEW."evidence", 'status', NEW."status"));
END
-- next
CREATE TRIGGER journal_queued_rows_update AFTER UPDATE ON "queued_rows" WHEN OLD."id" IS NOT NEW."id" OR OLD."source" IS NOT NEW."source" OR OLD."row" IS NOT NEW."row" OR OLD."fields" IS NOT NEW."fields" OR OLD."candidate_id" IS NOT NEW."candidate_id" OR OLD."score" IS NOT NEW."score" OR OLD."evidence" IS NOT NEW."evidence" OR OLD."status" IS NOT NEW."status" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'queued_rows', OLD."id", 'update',
      json_object('id', OLD."id", 'source', OLD."source", 'row', OLD."row", 'fields', OLD."fields", 'candidate_id', OLD."candidate_id", 'score', OLD."score", 'evidence', OLD."evidence", 'status', OLD."status"),
      json_object('id', NEW."id", 'source', NEW."source", 'row', NEW."row", 'fields', NEW."fields", 'candidate_id', NEW."candidate_id", 'score', NEW."score", 'evidence', NEW."evidence", 'status', NEW."status"));
END
-- next
CREATE TRIGGER journal_queued_rows_delete AFTER DELETE ON "queued_rows" BEGIN
  INSERT INTO revisions (number, id, at, who, station, deed)
    SELECT (SELECT coalesce(max(number), 0) + 1 FROM revisions), lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '', '',
      '{"text":"Change made outside the program"}' WHERE (SELECT revision FROM journal_cursor) = 0 AND NOT EXISTS (
        SELECT 1 FROM revisions WHERE number = (SELECT max(number) FROM revisions)
          AND at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND deed = '{"text":"Change made outside the program"}');
  INSERT INTO row_changes (revision, table_name, row_key, kind, before, after)
    VALUES (coalesce(nullif((SELECT revision FROM journal_cursor), 0), (SELECT max(number) FROM revisions)), 'queued_rows', OLD."id", 'delete',
      json_object('id', OLD."id", 'source', OLD."source", 'row', OLD."row", 'fields', OLD."fields", 'candidate_id', OLD."candidate_id", 'score', OLD."score", 'evidence', OLD."evidence", 'status', OLD."status"),
      NULL);
END
-- next
CREATE TRIGGER keep_queued_rows_key BEFORE UPDATE ON "queued_rows" WHEN OLD."id" IS NOT NEW."id" BEGIN
  SELECT RAISE(ABORT, 'keys never change');
END
-- next
CREATE TRIGGER keep_badges_update BEFORE UPDATE ON "badges" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_badges_delete BEFORE DELETE ON "badges" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_badge_revocations_update BEFORE UPDATE ON "badge_revocations" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_badge_revocations_delete BEFORE DELETE ON "badge_revocations" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_checkins_update BEFORE UPDATE ON "checkins" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_checkins_delete BEFORE DELETE ON "checkins" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_editions_update BEFORE UPDATE ON "editions" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_editions_delete BEFORE DELETE ON "editions" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_prints_update BEFORE UPDATE ON "prints" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_prints_delete BEFORE DELETE ON "prints" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_merges_update BEFORE UPDATE ON "merges" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
CREATE TRIGGER keep_merges_delete BEFORE DELETE ON "merges" BEGIN
  SELECT RAISE(ABORT, 'facts are appended, never changed');
END
-- next
INSERT INTO journal_cursor (slot, revision) VALUES (1, 0)
