"""What the application's database role may do. Run by the owner after every migration."""

from django.db import ProgrammingError, connection

from amanat.config.durability import DatabaseUnfit
from amanat.config.environment import APP_ROLE

READ_ONLY = r"^ledger_|^presale_(intake|cursor)$"  # Written by SQL functions only.
APPEND_ONLY = ("log_entry", "log_leaf")

SQL = f"""
do $$
declare t record;
begin
    if not exists (select 1 from pg_roles where rolname = '{APP_ROLE}') then
        create role {APP_ROLE} login nosuperuser nocreatedb nocreaterole;
    end if;
    execute format('grant connect on database %I to {APP_ROLE}', current_database());
    if not pg_has_role(current_user, '{APP_ROLE}', 'member') then
        execute format('grant {APP_ROLE} to %I', current_user);
    end if;
    grant usage on schema public to {APP_ROLE};
    grant select on all tables in schema public to {APP_ROLE};
    grant usage, select on all sequences in schema public to {APP_ROLE};
    grant execute on all functions in schema public to {APP_ROLE};
    for t in select tablename as name from pg_tables where schemaname = 'public' loop
        if t.name ~ '{READ_ONLY}' then
            execute format('revoke insert, update, delete, truncate on %I from {APP_ROLE}', t.name);
        elsif t.name = any (array{list(APPEND_ONLY)!r}) then
            execute format('grant insert on %I to {APP_ROLE}', t.name);
            execute format('revoke update, delete, truncate on %I from {APP_ROLE}', t.name);
        else
            execute format('grant insert, update, delete on %I to {APP_ROLE}', t.name);
        end if;
    end loop;
    revoke insert, update, delete on django_migrations from {APP_ROLE};
end $$;
"""


def grant() -> None:
    """Create the application's role when missing and give it exactly its rights."""
    with connection.cursor() as cursor:
        cursor.execute("revoke all on schema public from public")
        cursor.execute("grant usage on schema public to public")
        try:
            cursor.execute(SQL)
        except ProgrammingError as error:
            raise DatabaseUnfit(
                f"The user of DATABASE_URL may not set up the role {APP_ROLE}. "
                f"Let an administrator run once: create role {APP_ROLE} login; "
                f"grant {APP_ROLE} to <that user>;"
            ) from error
