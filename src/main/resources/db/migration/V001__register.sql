-- What this register file is: one row per named fact.
CREATE TABLE register_meta (
    name  VARCHAR(100) NOT NULL PRIMARY KEY,
    content VARCHAR(4000) NOT NULL
);
