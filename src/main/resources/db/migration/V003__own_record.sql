-- What the analyst says, all kinds in one table: the fields that are filled in, as canonical JSON. A new kind of record
-- or a new field of one needs no other table (decision record 0013). A content that is longer than its column goes on in
-- further parts. The rows of the former tables are brought over by the program, which reads them before this runs.

CREATE TABLE own_record (
    kind VARCHAR(100) NOT NULL,
    id UUID NOT NULL,
    part INTEGER NOT NULL,
    made_here BOOLEAN NOT NULL,
    content VARCHAR(1000000) NOT NULL,
    PRIMARY KEY (kind, id, part)
);

DROP TABLE own_organisation_unit;
DROP TABLE own_user;
DROP TABLE own_device;
DROP TABLE own_agreement;
DROP TABLE own_purchase;
DROP TABLE own_entitlement;
DROP TABLE own_proof;
DROP TABLE own_assignment;
DROP TABLE own_usage;
DROP TABLE own_exclusion;
DROP TABLE own_recognition_rule;
DROP TABLE own_title_decision;
DROP TABLE own_product;
DROP TABLE own_mapping_profile;
DROP TABLE own_setting;
DROP TABLE own_position;
