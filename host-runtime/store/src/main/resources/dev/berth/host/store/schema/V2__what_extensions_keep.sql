-- Portable SQL: H2 and PostgreSQL run it as it stands. Bytes are kept as base64.

-- The ciphertext is bound to its row: extension, organization and name are its associated data (PORT-66).
create table secret (
    extension varchar(128) not null,
    organization varchar(256) not null,
    name varchar(128) not null,
    key_id varchar(64) not null,
    nonce varchar(64) not null,
    ciphertext varchar not null,
    written_at timestamp(6) with time zone not null,
    primary key (extension, organization, name)
);
