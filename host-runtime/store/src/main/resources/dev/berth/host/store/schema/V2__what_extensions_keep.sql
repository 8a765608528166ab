-- Portable SQL: H2 and PostgreSQL run it as it stands. Bytes are kept as base64.

-- The numbers of the revisions to go back to, the one before the current first, separated by blanks (LIFE-109).
alter table extension add column earlier varchar(64) default '' not null;
update extension set earlier = cast(previous_number as varchar(64)) where previous_number is not null;
alter table extension drop column previous_number;

-- The number of the revision of an update that waits for a grant (LIFE-97).
alter table extension add column waiting_number integer;

-- How the current revision is watched (LIFE-101).
alter table extension add column probation_until timestamp(6) with time zone;
alter table extension add column probation_budget integer default 0 not null;
alter table extension add column probation_failures integer default 0 not null;
alter table extension add column probation_fallen integer default 0 not null;

-- Every part of an entry is in its hash (TRUST-164), which no entry of the first form can follow.
drop table audit;
create table audit (
    sequence bigint primary key,
    happened_at timestamp(6) with time zone not null,
    actor varchar not null,
    surface varchar(64) not null,
    event varchar(64) not null,
    subject varchar(128) not null,
    revision varchar(256) not null,
    was varchar not null,
    became varchar not null,
    reason varchar not null,
    hash varchar(64) not null
);

-- Which fixture seeded what is stored, as JSON; whoever writes the setting takes it away (PORT-67).
alter table setting add column fixture varchar;

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

-- The recipient is user:<id>, members or administrators (PORT-98). The sequence grows in the order of commits.
create table notification (
    sequence bigint primary key,
    emitted_at timestamp(6) with time zone not null,
    extension varchar(128) not null,
    organization varchar(256) not null,
    recipient varchar(300) not null,
    level varchar(16) not null,
    title varchar(800) not null,
    body varchar
);

create index notification_reader on notification (organization, recipient, sequence);
create index notification_writer on notification (extension, organization, sequence);

create table notification_seen (
    organization varchar(256) not null,
    reader varchar(256) not null,
    sequence bigint not null,
    primary key (organization, reader)
);

-- Once for each key (PORT-108). Of a service, the provider is its name and the model is empty.
create table usage_event (
    extension varchar(128) not null,
    organization varchar(256) not null,
    idempotency_key varchar(512) not null,
    operation varchar(512) not null,
    occurred_at timestamp(6) with time zone not null,
    provider varchar(512) not null,
    model varchar(512) not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    requests bigint not null,
    results bigint not null,
    credits double precision not null,
    primary key (extension, organization, idempotency_key)
);

-- Of a token only its hash; an empty organization is the whole platform. Roles are names, separated by blanks.
create table access_token (
    id varchar(32) primary key,
    hash varchar(64) not null,
    holder varchar(256) not null,
    organization varchar(256) not null,
    roles varchar(128) not null,
    created_by varchar(256) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone,
    last_used_at timestamp(6) with time zone
);

-- An object is its newest version; all are kept (PORT-91). The extension is the one that registers the type.
create table stored_object (
    extension varchar(128) not null,
    type varchar(257) not null,
    organization varchar(256) not null,
    id varchar(128) not null,
    version integer not null,
    primary key (type, organization, id)
);

create index stored_object_extension on stored_object (extension);

create table object_version (
    type varchar(257) not null,
    organization varchar(256) not null,
    id varchar(128) not null,
    version integer not null,
    content varchar not null,
    mark varchar,
    written_at timestamp(6) with time zone not null,
    primary key (type, organization, id, version)
);

-- What a version refers to, in the same organization.
create table object_reference (
    target_extension varchar(128) not null,
    type varchar(257) not null,
    organization varchar(256) not null,
    id varchar(128) not null,
    version integer not null,
    target_type varchar(257) not null,
    target_id varchar(128) not null,
    primary key (target_extension, type, organization, id, version, target_type, target_id)
);

-- The embedded OAuth gateway (PORT-79). Sessions, states and browsers are SHA-256 hashes; verifiers and tokens are sealed to their
-- row. An empty user is the organisation as such.
create table oauth_session (
    hash varchar(64) primary key,
    organization varchar(256) not null,
    user_id varchar(256) not null,
    provider varchar(256) not null,
    expires_at timestamp(6) with time zone not null
);

create table oauth_flow (
    hash varchar(64) primary key,
    session varchar(64) not null,
    browser varchar(64) not null,
    verifier varchar not null,
    expires_at timestamp(6) with time zone not null
);

create index oauth_flow_session on oauth_flow (session);

create table oauth_connection (
    id varchar(64) primary key,
    organization varchar(256) not null,
    user_id varchar(256) not null,
    provider varchar(256) not null,
    created_at timestamp(6) with time zone not null,
    failure varchar,
    tokens varchar not null,
    expires_at timestamp(6) with time zone
);

create index oauth_connection_organization on oauth_connection (organization);

-- What was asked for, and how far it is. While a job waits, due_at is when it is due; afterwards it is when it ended.
create table job (
    id varchar(64) primary key,
    extension varchar(128) not null,
    name varchar(128) not null,
    organization varchar(256) not null,
    caller varchar not null,
    payload varchar not null,
    every_millis bigint,
    max_attempts integer not null,
    created_at timestamp(6) with time zone not null,
    state varchar(32) not null,
    attempts integer not null,
    due_at timestamp(6) with time zone not null,
    problem varchar
);

create index job_name on job (extension, name, organization, state);
create index job_state on job (state, due_at);
create index job_created on job (created_at);

-- The form of this table is db-scheduler's: the jobs that it is to pick, by id.
create table scheduled_tasks (
    task_name varchar(64) not null,
    task_instance varchar(64) not null,
    task_data bytea,
    execution_time timestamp(6) with time zone not null,
    picked boolean not null,
    picked_by varchar(64),
    last_success timestamp(6) with time zone,
    last_failure timestamp(6) with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp(6) with time zone,
    version bigint not null,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

-- For whom an extension is installed (LIFE-3). Owner and organization of the platform are empty. Rows share the revisions.
create table extension_row (
    extension varchar(128) not null references extension (id),
    owner_level varchar(32) not null,
    owner_id varchar(256) not null,
    organization varchar(256) not null,
    status varchar(32) not null,
    origin varchar(32) not null,
    origin_name varchar not null,
    required boolean not null,
    installed_at timestamp(6) with time zone not null,
    primary key (extension, owner_level, owner_id, organization)
);

insert into extension_row (extension, owner_level, owner_id, organization, status, origin, origin_name, required, installed_at)
    select e.id, 'PLATFORM', '', '', e.status, r.origin, r.origin_name, false, r.installed_at
    from extension e join revision r on r.extension = e.id and r.number = e.current_number;

alter table extension drop column status;

-- Installs of several extensions (LIFE-91); append-only. Members are lines: an id and the digest of its package.
create table install_batch (
    line bigint generated by default as identity primary key,
    batch varchar(64) not null,
    organization varchar(256) not null,
    members varchar not null,
    phase varchar(32) not null,
    happened_at timestamp(6) with time zone not null
);

create index install_batch_batch on install_batch (batch);

-- What was decided about permissions (MAN-104): for the whole platform, since one copy of the code serves all.
create table permission_grant (
    extension varchar(128) not null,
    permission varchar(128) not null,
    approved boolean not null,
    actor varchar not null,
    surface varchar(64) not null,
    decided_at timestamp(6) with time zone not null,
    primary key (extension, permission)
);

-- The folders that permissions name (ENG-20).
create table mount (
    name varchar(128) not null primary key,
    folder varchar not null,
    actor varchar not null,
    surface varchar(64) not null,
    bound_at timestamp(6) with time zone not null
);

-- What is held of the kinds of extensions (LIFE-94): flows, skills, types, templates. Owner and organization of the platform are empty.
-- A row may outlive its extension: the type of an artifact, as long as there are objects of it.
create table native_row (
    extension varchar(128) not null,
    kind varchar(32) not null,
    owner_level varchar(32) not null,
    owner_id varchar(256) not null,
    organization varchar(256) not null,
    package_digest varchar(64) not null,
    part varchar(32) not null,
    name varchar(256) not null,
    content varchar not null,
    archived boolean not null,
    primary key (extension, owner_level, owner_id, organization, package_digest, part, name)
);
