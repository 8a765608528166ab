/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.jobs;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.Queries;

/** Picks in SQL that both databases have. One transaction writes at a time, so that nothing has to be locked or skipped. */
final class PlainPicking extends DefaultJdbcCustomization {
    PlainPicking() {
        super(false);
    }

    @Override
    public boolean supportsGenericLockAndFetch() {
        return true;
    }

    @Override
    public String createGenericSelectForUpdateQuery(String table, int limit, String and, boolean orderByPriority) {
        return Queries.selectForUpdate(
                table,
                Queries.ansiSqlOrderPart(orderByPriority),
                Queries.ansiSqlLimitPart(limit),
                and,
                null,
                null,
                null);
    }

    @Override
    public String getName() {
        return "one writer";
    }
}
