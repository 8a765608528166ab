/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.port.telemetry.UsageRow;
import dev.berth.host.port.telemetry.UsageStore;
import dev.berth.host.port.telemetry.UsageTotal;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.port.UsageEvent.LlmUsage;
import dev.berth.sdk.port.UsageEvent.ServiceUsage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Usage events, once for each key (PORT-108). */
final class SqlUsageStore implements UsageStore {
    private final Database database;

    SqlUsageStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(List<UsageRow> rows) {
        database.write(sql -> {
            for (UsageRow row : rows) {
                add(sql, row);
            }
            return rows.size();
        });
    }

    private static void add(Sql sql, UsageRow row) throws SQLException {
        switch (row.event()) {
            case LlmUsage llm ->
                add(sql, row, llm.provider(), llm.model(), llm.inputTokens(), llm.outputTokens(), 0, 0, 0);
            case ServiceUsage service ->
                add(
                        sql,
                        row,
                        service.service(),
                        "",
                        0,
                        0,
                        service.requests(),
                        service.results(),
                        service.credits().orElse(0));
        }
    }

    private static void add(
            Sql sql,
            UsageRow row,
            String provider,
            String model,
            long input,
            long output,
            long requests,
            long results,
            double credits)
            throws SQLException {
        sql.update(
                """
                merge into usage_event t
                using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar)))
                    s (extension, organization, idempotency_key)
                on t.extension = s.extension and t.organization = s.organization
                    and t.idempotency_key = s.idempotency_key
                when not matched then insert (extension, organization, idempotency_key, operation, occurred_at, provider,
                        model, input_tokens, output_tokens, requests, results, credits)
                    values (s.extension, s.organization, s.idempotency_key, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                row.extension().value(),
                row.organization(),
                row.event().idempotencyKey(),
                row.event().operation(),
                row.event().occurredAt(),
                provider,
                model,
                input,
                output,
                requests,
                results,
                credits);
    }

    @Override
    public List<UsageTotal> totals(Optional<String> organization) {
        return database.read(sql -> sql.list("""
                select extension, organization, operation, provider, model, count(*) as events,
                    sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens, sum(requests) as requests,
                    sum(results) as results, sum(credits) as credits
                from usage_event where organization = coalesce(cast(? as varchar), organization)
                group by extension, organization, operation, provider, model
                order by extension, organization, operation, provider, model
                """, SqlUsageStore::total, organization.orElse(null)));
    }

    private static UsageTotal total(ResultSet row) throws SQLException {
        return new UsageTotal(
                row.getString("extension"),
                row.getString("organization"),
                row.getString("operation"),
                row.getString("provider"),
                row.getString("model"),
                row.getLong("events"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("requests"),
                row.getLong("results"),
                row.getDouble("credits"));
    }
}
