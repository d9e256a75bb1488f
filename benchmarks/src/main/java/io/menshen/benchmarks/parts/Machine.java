package io.menshen.benchmarks.parts;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Where it was measured, without a name.
 *
 * @param memory MiB
 */
public record Machine(int cores, long memory, String system, String jdk, String postgres) {
    /** This machine, and the PostgreSQL behind those connections. */
    public static Machine present(DataSource database) throws SQLException {
        return present(version(database));
    }

    private static Machine present(String postgres) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() >> 20,
                system.getName() + " " + system.getArch(),
                System.getProperty("java.vm.version"),
                postgres);
    }

    private static String version(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** One line. */
    public String told() {
        return "%s, PostgreSQL %s with fsync on; all of it, and what asks, on this one machine"
                .formatted(hardware(), postgres);
    }

    /** The line of what needs no PostgreSQL. */
    public static String here() {
        return present("").hardware();
    }

    private String hardware() {
        return "%d cores, %.0f GiB of memory, %s, JDK %s"
                .formatted(cores, memory / 1024.0, system, jdk);
    }
}
