-- The register. Instants are ISO texts in UTC, dates ISO texts: the same in every zone, sorted by their text.
-- No table but the small ones has a second index: bulk rows of one load have numbers that follow each other, and a load
-- knows its first numbers and where they end.

-- What this register is: one row per named fact.
CREATE TABLE register_meta (
    name VARCHAR(100) NOT NULL PRIMARY KEY,
    content VARCHAR(4000) NOT NULL
);

-- One import of one file. The numbers from first_ to end_ (exclusive) are those of its rows; both are
-- equal while it is staged.
CREATE TABLE source_load (
    load_no INTEGER NOT NULL PRIMARY KEY,
    id UUID NOT NULL,
    source VARCHAR(4000) NOT NULL,
    file VARCHAR(4000) NOT NULL,
    bytes BIGINT NOT NULL,
    modified VARCHAR(40),
    sha256 VARCHAR(64) NOT NULL,
    format VARCHAR(200) NOT NULL,
    meaning VARCHAR(200) NOT NULL,
    profile VARCHAR(4000) NOT NULL,
    options VARCHAR(1000000) NOT NULL,
    state VARCHAR(20) NOT NULL,
    received_at VARCHAR(40) NOT NULL,
    data_date VARCHAR(20),
    supplied_by VARCHAR(4000) NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_added BIGINT NOT NULL,
    rows_changed BIGINT NOT NULL,
    rows_same BIGINT NOT NULL,
    rows_rejected BIGINT NOT NULL,
    facts_vanished BIGINT NOT NULL,
    rows_folded BIGINT NOT NULL,
    warnings BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    compared_with INTEGER NOT NULL,
    first_title INTEGER NOT NULL,
    end_title INTEGER NOT NULL,
    first_record BIGINT NOT NULL,
    end_record BIGINT NOT NULL,
    first_content BIGINT NOT NULL,
    end_content BIGINT NOT NULL,
    first_key BIGINT NOT NULL,
    end_key BIGINT NOT NULL,
    first_packed BIGINT NOT NULL,
    end_packed BIGINT NOT NULL,
    first_installed BIGINT NOT NULL,
    end_installed BIGINT NOT NULL,
    first_rejected BIGINT NOT NULL,
    end_rejected BIGINT NOT NULL,
    first_warning BIGINT NOT NULL,
    end_warning BIGINT NOT NULL
);

-- The files of a load: one, or the entries of an archive or folder.
CREATE TABLE source_file (
    load_no INTEGER NOT NULL,
    file_no INTEGER NOT NULL,
    name VARCHAR(4000) NOT NULL,
    PRIMARY KEY (load_no, file_no)
);

-- The dictionary of raw titles, numbered from 0 without a gap.
CREATE TABLE raw_title (
    id INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR(1000000) NOT NULL,
    publisher VARCHAR(1000000) NOT NULL,
    version VARCHAR(1000000) NOT NULL,
    code VARCHAR(1000000) NOT NULL
);

-- A row of a load that describes a record. Implied: made because another row names the record.
CREATE TABLE source_record (
    id BIGINT NOT NULL PRIMARY KEY,
    load_no INTEGER NOT NULL,
    kind VARCHAR(30) NOT NULL,
    record_id UUID NOT NULL,
    file_no INTEGER NOT NULL,
    row_no BIGINT NOT NULL,
    implied BOOLEAN NOT NULL,
    content_id BIGINT NOT NULL
);

-- What such a row says, as canonical JSON; shared by the loads of a source while it stays the same.
CREATE TABLE source_content (
    id BIGINT NOT NULL PRIMARY KEY,
    digest BINARY(32) NOT NULL,
    content VARCHAR(1000000) NOT NULL
);

-- By which keys imports know a record again.
CREATE TABLE record_key (
    id BIGINT NOT NULL PRIMARY KEY,
    kind VARCHAR(30) NOT NULL,
    key_text VARCHAR(1000000) NOT NULL,
    record_id UUID NOT NULL
);

-- Installations of one device in one load, packed (decision record 0010); shared while they stay the same.
CREATE TABLE packed_installations (
    id BIGINT NOT NULL PRIMARY KEY,
    format TINYINT NOT NULL,
    entries INTEGER NOT NULL,
    digest BINARY(32) NOT NULL,
    content VARBINARY(1000000) NOT NULL
);

CREATE TABLE installed (
    id BIGINT NOT NULL PRIMARY KEY,
    load_no INTEGER NOT NULL,
    device_id UUID NOT NULL,
    base_file INTEGER NOT NULL,
    base_row BIGINT NOT NULL,
    packed_id BIGINT NOT NULL
);

CREATE TABLE rejected_row (
    id BIGINT NOT NULL PRIMARY KEY,
    load_no INTEGER NOT NULL,
    file VARCHAR(4000) NOT NULL,
    sheet VARCHAR(4000) NOT NULL,
    row_no BIGINT NOT NULL,
    column_name VARCHAR(4000) NOT NULL,
    reason VARCHAR(40) NOT NULL,
    found VARCHAR(4000) NOT NULL,
    raw VARCHAR(4000) NOT NULL
);

CREATE TABLE load_warning (
    id BIGINT NOT NULL PRIMARY KEY,
    load_no INTEGER NOT NULL,
    file VARCHAR(4000) NOT NULL,
    sheet VARCHAR(4000) NOT NULL,
    row_no BIGINT NOT NULL,
    column_name VARCHAR(4000) NOT NULL,
    code VARCHAR(200) NOT NULL,
    message VARCHAR(4000) NOT NULL
);

-- Who changed what, when and why. Never updated, never deleted.
CREATE TABLE trail_event (
    sequence BIGINT NOT NULL PRIMARY KEY,
    id UUID NOT NULL,
    revision BIGINT NOT NULL,
    command UUID NOT NULL,
    at_utc VARCHAR(40) NOT NULL,
    actor VARCHAR(4000) NOT NULL,
    action VARCHAR(200) NOT NULL,
    subject VARCHAR(4000) NOT NULL,
    kind VARCHAR(30),
    record_id UUID,
    change_json VARCHAR(1000000),
    reason VARCHAR(100000) NOT NULL,
    detail VARCHAR(1000000) NOT NULL,
    application_version VARCHAR(200) NOT NULL,
    previous_hash VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL
);

-- The rest of a change that is longer than its column.
CREATE TABLE trail_overflow (
    sequence BIGINT NOT NULL,
    part INTEGER NOT NULL,
    content VARCHAR(1000000) NOT NULL,
    PRIMARY KEY (sequence, part)
);

-- The steps that undo and redo walk along; the events of a step hold what it did.
CREATE TABLE undo_step (
    position BIGINT NOT NULL PRIMARY KEY,
    command UUID NOT NULL,
    revision BIGINT NOT NULL,
    action VARCHAR(200) NOT NULL,
    subject VARCHAR(4000) NOT NULL,
    step VARCHAR(20) NOT NULL,
    load_no INTEGER,
    first_event BIGINT NOT NULL,
    last_event BIGINT NOT NULL,
    records INTEGER NOT NULL,
    undone BOOLEAN NOT NULL
);

-- What the analyst says, one table per kind of record, null where nothing is said. A record made here exists without a file.
CREATE TABLE own_organisation_unit (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "NAME" VARCHAR(1000000),
    "PARENT" VARCHAR(1000000)
);

CREATE TABLE own_user (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "NAME" VARCHAR(1000000),
    "LOGIN" VARCHAR(1000000),
    "EMAIL" VARCHAR(1000000),
    "EMPLOYEE_NUMBER" VARCHAR(1000000),
    "UNIT" VARCHAR(1000000),
    "STATUS" VARCHAR(1000000)
);

CREATE TABLE own_device (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "NAME" VARCHAR(1000000),
    "DOMAIN" VARCHAR(1000000),
    "KIND" VARCHAR(1000000),
    "OPERATING_SYSTEM" VARCHAR(1000000),
    "MANUFACTURER" VARCHAR(1000000),
    "MODEL" VARCHAR(1000000),
    "SERIAL" VARCHAR(1000000),
    "HARDWARE_ID" VARCHAR(1000000),
    "NETWORK_ADDRESSES" VARCHAR(1000000),
    "PROCESSOR_MODEL" VARCHAR(1000000),
    "PROCESSORS" VARCHAR(1000000),
    "CORES" VARCHAR(1000000),
    "THREADS" VARCHAR(1000000),
    "HOST" VARCHAR(1000000),
    "CLUSTER" VARCHAR(1000000),
    "STATUS" VARCHAR(1000000),
    "ENVIRONMENT" VARCHAR(1000000),
    "UNIT" VARCHAR(1000000),
    "USER" VARCHAR(1000000),
    "FIRST_SEEN" VARCHAR(1000000),
    "LAST_SEEN" VARCHAR(1000000),
    "NOTE" VARCHAR(1000000)
);

CREATE TABLE own_agreement (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "REFERENCE" VARCHAR(1000000),
    "NAME" VARCHAR(1000000),
    "PUBLISHER" VARCHAR(1000000),
    "PROGRAMME" VARCHAR(1000000),
    "START" VARCHAR(1000000),
    "END" VARCHAR(1000000),
    "NOTICE_BY" VARCHAR(1000000),
    "NOTE" VARCHAR(1000000)
);

CREATE TABLE own_purchase (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "REFERENCE" VARCHAR(1000000),
    "AGREEMENT" VARCHAR(1000000),
    "ORDERED_ON" VARCHAR(1000000),
    "INVOICE" VARCHAR(1000000),
    "SUPPLIER" VARCHAR(1000000),
    "PART_NUMBER" VARCHAR(1000000),
    "DESCRIPTION" VARCHAR(1000000),
    "QUANTITY" VARCHAR(1000000),
    "UNIT_PRICE" VARCHAR(1000000),
    "UNIT" VARCHAR(1000000),
    "NOTE" VARCHAR(1000000)
);

CREATE TABLE own_entitlement (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "REFERENCE" VARCHAR(1000000),
    "PRODUCT" VARCHAR(1000000),
    "EDITION" VARCHAR(1000000),
    "VERSION" VARCHAR(1000000),
    "METRIC" VARCHAR(1000000),
    "KIND" VARCHAR(1000000),
    "QUANTITY" VARCHAR(1000000),
    "UNITS_PER_PACK" VARCHAR(1000000),
    "VERSION_COVER" VARCHAR(1000000),
    "EDITIONS_COVERED" VARCHAR(1000000),
    "START" VARCHAR(1000000),
    "END" VARCHAR(1000000),
    "MAINTENANCE_UNTIL" VARCHAR(1000000),
    "BASE" VARCHAR(1000000),
    "AGREEMENT" VARCHAR(1000000),
    "PURCHASE" VARCHAR(1000000),
    "UNIT" VARCHAR(1000000),
    "BOUND_DEVICE" VARCHAR(1000000),
    "PART_NUMBER" VARCHAR(1000000),
    "UNIT_PRICE" VARCHAR(1000000),
    "NOTE" VARCHAR(1000000)
);

CREATE TABLE own_proof (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "FILE_NAME" VARCHAR(1000000),
    "ENTITLEMENT" VARCHAR(1000000),
    "PURCHASE" VARCHAR(1000000),
    "AGREEMENT" VARCHAR(1000000),
    "SHA256" VARCHAR(1000000),
    "BYTES" VARCHAR(1000000),
    "GRADE" VARCHAR(1000000),
    "RECEIVED_FROM" VARCHAR(1000000),
    "RECEIVED_ON" VARCHAR(1000000),
    "NOTE" VARCHAR(1000000)
);

CREATE TABLE own_assignment (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "PRODUCT" VARCHAR(1000000),
    "EDITION" VARCHAR(1000000),
    "USER" VARCHAR(1000000),
    "DEVICE" VARCHAR(1000000),
    "FROM" VARCHAR(1000000),
    "UNTIL" VARCHAR(1000000),
    "LAST_ACTIVITY" VARCHAR(1000000),
    "PLAN" VARCHAR(1000000),
    "NOTE" VARCHAR(1000000)
);

CREATE TABLE own_usage (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "PRODUCT" VARCHAR(1000000),
    "METRIC" VARCHAR(1000000),
    "FROM" VARCHAR(1000000),
    "UNTIL" VARCHAR(1000000),
    "VALUE" VARCHAR(1000000),
    "DEVICE" VARCHAR(1000000),
    "USER" VARCHAR(1000000)
);

CREATE TABLE own_exclusion (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "REFERENCE" VARCHAR(1000000),
    "PRODUCT" VARCHAR(1000000),
    "EDITION" VARCHAR(1000000),
    "DEVICE" VARCHAR(1000000),
    "UNIT" VARCHAR(1000000),
    "ENVIRONMENT" VARCHAR(1000000),
    "REASON" VARCHAR(1000000),
    "EXPLANATION" VARCHAR(1000000),
    "EVIDENCE" VARCHAR(1000000),
    "APPROVED_BY" VARCHAR(1000000),
    "VALID_UNTIL" VARCHAR(1000000)
);

CREATE TABLE own_recognition_rule (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "ORDER" VARCHAR(1000000),
    "MATCH" VARCHAR(1000000),
    "TITLE" VARCHAR(1000000),
    "PUBLISHER" VARCHAR(1000000),
    "VERSION" VARCHAR(1000000),
    "IGNORE" VARCHAR(1000000),
    "PRODUCT" VARCHAR(1000000),
    "EDITION" VARCHAR(1000000),
    "RELEASE" VARCHAR(1000000),
    "AUTHOR" VARCHAR(1000000),
    "NOTE" VARCHAR(1000000)
);

CREATE TABLE own_title_decision (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "TITLE" VARCHAR(1000000),
    "PUBLISHER" VARCHAR(1000000),
    "VERSION" VARCHAR(1000000),
    "CODE" VARCHAR(1000000),
    "IGNORE" VARCHAR(1000000),
    "PRODUCT" VARCHAR(1000000),
    "EDITION" VARCHAR(1000000),
    "RELEASE" VARCHAR(1000000),
    "AUTHOR" VARCHAR(1000000),
    "NOTE" VARCHAR(1000000)
);

CREATE TABLE own_product (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "KEY" VARCHAR(1000000),
    "DEFINITION" VARCHAR(1000000)
);

CREATE TABLE own_mapping_profile (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "NAME" VARCHAR(1000000),
    "DEFINITION" VARCHAR(1000000)
);

CREATE TABLE own_setting (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "NAME" VARCHAR(1000000),
    "VALUE" VARCHAR(1000000)
);

CREATE TABLE own_position (
    id UUID NOT NULL PRIMARY KEY,
    made_here BOOLEAN NOT NULL,
    "REFERENCE" VARCHAR(1000000),
    "AS_AT" VARCHAR(1000000),
    "INPUTS_DIGEST" VARCHAR(1000000),
    "RESULT_DIGEST" VARCHAR(1000000),
    "DEFINITION" VARCHAR(1000000),
    "PREPARED_BY" VARCHAR(1000000),
    "NOTE" VARCHAR(1000000)
);
