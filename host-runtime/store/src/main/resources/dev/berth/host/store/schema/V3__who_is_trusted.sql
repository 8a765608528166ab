-- Portable SQL: H2 and PostgreSQL run it as it stands.

-- The keys of publishers; the public halves alone (TRUST-54).
create table publisher_key (
    id varchar(16) primary key,
    scope varchar(64) not null,
    spki varchar(128) not null,
    state varchar(16) not null,
    custody varchar(16) not null,
    valid_from timestamp(6) with time zone not null,
    valid_to timestamp(6) with time zone,
    compromised_since timestamp(6) with time zone
);

-- Packages that an operator wants no longer; what names one is a digest, an id, or an id and a version.
create table package_block (
    named varchar(128) primary key,
    reason varchar(512) not null,
    blocked_at timestamp(6) with time zone not null
);
