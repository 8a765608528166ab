-- Portable SQL: H2 and PostgreSQL run it as it stands.

-- The newest line of each operation that is not settled. The journal itself is append-only and grows for ever (LIFE-87); each
-- operation asks what is open.
create table journal_open (
    operation varchar(64) primary key,
    line bigint not null
);

insert into journal_open (operation, line)
    select operation, line from journal j
    where phase not in ('FINALIZED', 'ROLLED_BACK', 'SUPERSEDED')
        and not exists (select 1 from journal o where o.operation = j.operation and o.line > j.line);
