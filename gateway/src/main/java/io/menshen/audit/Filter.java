package io.menshen.audit;

import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a search that were given, each with its value; only these reach the index. */
final class Filter {
    /** The numbers before it are bound in every search. */
    private static final int FIRST = 7;

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Filter(AuditSearch.Wanted wanted) {
        add(" AND r.audit_id = %s", wanted.auditId());
        add(" AND r.decision_id = %s", wanted.decisionId());
        add(" AND r.consumer = %s", wanted.consumer());
        add(" AND position(',' || %s || ':' IN ',' || r.fields) > 0", wanted.field());
    }

    private void add(String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition.replace("%s", "$" + (FIRST + values.size())));
            values.add(value);
        }
    }

    String sql() {
        return sql.toString();
    }

    Statement bound(Statement statement) {
        for (var i = 0; i < values.size(); i++) {
            statement.bind("$" + (FIRST + i), values.get(i));
        }
        return statement;
    }
}
