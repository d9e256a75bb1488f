package io.menshen.operation;

import static io.menshen.operation.Finding.ok;
import static io.menshen.operation.Finding.warn;

import com.sun.management.UnixOperatingSystemMXBean;
import io.menshen.storage.Role;
import io.menshen.web.DoorProperties;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;

/** Whether this account may open as many files as the doors may have connections. */
record LimitsLook(Configured configured) {
    /** What the process itself has open: its classes, files and loops. */
    private static final int OWN = 256;

    Stream<Finding> findings() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? Stream.of(found(unix.getMaxFileDescriptorCount()))
                : Stream.of(warn("limits", "open files", "cannot be seen here", "see ulimit -n"));
    }

    private Finding found(long most) {
        var needed = connections() + OWN + Role.values().length * configured.storage().poolSize();
        var told = "%d may be open, %d may be needed".formatted(most, needed);
        return most >= needed
                ? ok("limits", "open files", told)
                : warn(
                        "limits",
                        "open files",
                        told,
                        "raise LimitNOFILE or ulimit -n, or lower max-connections of the doors");
    }

    private int connections() {
        var doors = configured.web().doors();
        return doors == null
                ? 0
                : doors.values().stream()
                        .filter(DoorProperties::enabled)
                        .mapToInt(DoorProperties::maxConnections)
                        .sum();
    }
}
