/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.jobs;

import dev.berth.host.port.jobs.Job;
import dev.berth.host.port.jobs.JobQueue.Filter;
import dev.berth.host.store.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A filter as a query. */
final class JobSearch {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    JobSearch(Filter filter) {
        filter.state().ifPresent(state -> where("state = ?", state.name()));
        filter.extension().ifPresent(extension -> where("extension = ?", extension.value()));
        filter.organization().ifPresent(organization -> where("organization = ?", organization));
        filter.names().ifPresent(this::whereName);
    }

    private void where(String condition, Object argument) {
        conditions.add(condition);
        arguments.add(argument);
    }

    private void whereName(Set<Job.Name> names) {
        List<Job.Name> all = List.copyOf(names);
        conditions.add(all.stream()
                .map(name -> "extension = ? and name = ? and organization = ?")
                .collect(Collectors.joining(" or ", "(", all.isEmpty() ? "1 = 0)" : ")")));
        all.forEach(name -> {
            arguments.add(name.extension().value());
            arguments.add(name.text());
            arguments.add(name.organization());
        });
    }

    /** Returns the newest. */
    List<Job> newest(Sql sql, int limit) throws SQLException {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        arguments.add(limit);
        return sql.list(
                "select * from job" + where + " order by created_at desc, id fetch first ? rows only",
                JobRows::read,
                arguments.toArray());
    }
}
