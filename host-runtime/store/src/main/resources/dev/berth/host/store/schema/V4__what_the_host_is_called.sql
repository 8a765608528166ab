-- Portable SQL: H2 and PostgreSQL run it as it stands.

-- The namespace under which this host is known as a publisher; one row, or none.
create table instance_namespace (
    name varchar(64) primary key,
    actor varchar not null,
    surface varchar(64) not null,
    chosen_at timestamp(6) with time zone not null
);
