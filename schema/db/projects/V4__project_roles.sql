-- What people and teams are in a project, and projects that are not open to the whole organization.

alter table projects.project add column restricted boolean not null default false;

-- A guest who was added could see and talk, a member could change everything; so it stays.
alter table projects.project_member add column role varchar(12) not null default 'commenter'
    check (role in ('lead', 'editor', 'commenter', 'viewer'));
-- Their owner is bound by the policies of these tables, too, and works for no organization here.
alter table projects.project_member no force row level security;
alter table projects.person no force row level security;
update projects.project_member m set role = 'editor'
where exists (select from projects.person p
              where p.organization_id = m.organization_id and p.id = m.person_id and p.role <> 'guest');
alter table projects.project_member force row level security;
alter table projects.person force row level security;
alter table projects.project_member alter column role drop default;

-- A small copy of who is in which team, kept by following the journal of users.
create table projects.team_member
(
    organization_id uuid not null,
    team_id         uuid not null,
    person_id       uuid not null,
    primary key (organization_id, team_id, person_id)
);
create index team_member_person on projects.team_member (organization_id, person_id);
select platform.protect('projects.team_member');

create table projects.project_team
(
    organization_id uuid        not null,
    project_id      uuid        not null,
    team_id         uuid        not null,
    role            varchar(12) not null check (role in ('lead', 'editor', 'commenter', 'viewer')),
    primary key (organization_id, project_id, team_id),
    foreign key (organization_id, project_id) references projects.project on delete cascade
);
create index project_team_team on projects.project_team (organization_id, team_id);
select platform.protect('projects.project_team');
