package io.menshen.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A serving role and its password.
 *
 * @param owner a session of a role that may create roles
 */
record RoleLogin(Connection owner, Role role) {
    /** What PostgreSQL says of a wrong password: 28P01 and 28000. */
    private static final String REFUSED = "28";

    /** Makes the role where it is missing; answers what was changed. */
    List<String> bring(String password) throws SQLException {
        if (!exists()) {
            execute("CREATE", password);
            return List.of("role " + role.database() + " is made");
        }
        if (logsIn(password)) {
            return List.of();
        }
        execute("ALTER", password);
        return List.of("role " + role.database() + " has its new password");
    }

    private boolean exists() throws SQLException {
        try (var ask = owner.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
            ask.setString(1, role.database());
            try (var found = ask.executeQuery()) {
                return found.next();
            }
        }
    }

    private boolean logsIn(String password) throws SQLException {
        var address = owner.getMetaData().getURL();
        try (var session =
                DriverManager.getConnection(address, Jdbc.as(role.database(), password))) {
            return session.isValid(5);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(REFUSED)) {
                return false;
            }
            throw e;
        }
    }

    /** CREATE ROLE takes no parameters, so the server itself quotes the words. */
    private void execute(String verb, String password) throws SQLException {
        var quoted = "SELECT format('" + verb + " ROLE %I LOGIN NOINHERIT PASSWORD %L', ?, ?)";
        try (var ask = owner.prepareStatement(quoted)) {
            ask.setString(1, role.database());
            ask.setString(2, password);
            try (var answer = ask.executeQuery();
                    var statement = owner.createStatement()) {
                answer.next();
                statement.execute(answer.getString(1));
            }
        }
    }
}
