-- What tells a changed row: a check sum of each of its columns, and per load and table the sum of the digests of all its
-- rows (decision record 0012). The check sums of rows that are here already are filled in by the program.

ALTER TABLE source_file ADD COLUMN row_check VARBINARY(200);

ALTER TABLE raw_title ADD COLUMN row_check VARBINARY(200);

ALTER TABLE source_record ADD COLUMN row_check VARBINARY(200);

ALTER TABLE source_content ADD COLUMN row_check VARBINARY(200);

ALTER TABLE record_key ADD COLUMN row_check VARBINARY(200);

ALTER TABLE packed_installations ADD COLUMN row_check VARBINARY(200);

ALTER TABLE installed ADD COLUMN row_check VARBINARY(200);

ALTER TABLE rejected_row ADD COLUMN row_check VARBINARY(200);

ALTER TABLE load_warning ADD COLUMN row_check VARBINARY(200);

CREATE TABLE load_digest (
    load_no INTEGER NOT NULL,
    table_name VARCHAR(100) NOT NULL,
    row_count BIGINT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    PRIMARY KEY (load_no, table_name)
);
