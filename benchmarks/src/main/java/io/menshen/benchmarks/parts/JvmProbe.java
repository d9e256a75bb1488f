package io.menshen.benchmarks.parts;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a JVM of the same user tells of itself, asked through its own management beans. */
public final class JvmProbe implements AutoCloseable {
    private final ProcessHandle process;
    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private JvmProbe(ProcessHandle process, JMXConnector connector) throws IOException {
        this.process = process;
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    /** Attaches to a JVM. */
    public static JvmProbe attach(ProcessHandle process) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(process.pid()));
            var url = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            // The address holds the stub itself: nothing is looked up by name.
            var connector = JMXConnectorFactory.newJMXConnector(url, null);
            connector.connect();
            return new JvmProbe(process, connector);
        } catch (AttachNotSupportedException e) {
            throw new IOException("the JVM does not let itself be asked", e);
        }
    }

    /**
     * Counters since the start of the JVM.
     *
     * @param allocated bytes of heap that all threads took
     * @param cpu nanoseconds of processor time
     * @param compiling milliseconds that its compilers worked
     */
    public record Counters(long allocated, long cpu, long compiling) {}

    /** The counters now. */
    public Counters counters() throws IOException {
        return new Counters(
                number("Threading", "TotalThreadAllocatedBytes"),
                number("OperatingSystem", "ProcessCpuTime"),
                number("Compilation", "TotalCompilationTime"));
    }

    private long number(String bean, String attribute) throws IOException {
        try {
            var name = new ObjectName("java.lang:type=" + bean);
            return beans.getAttribute(name, attribute) instanceof Long number ? number : 0;
        } catch (JMException e) {
            throw new IOException("the JVM does not tell its " + attribute, e);
        }
    }

    /** Bytes of heap that are in use after a collection, which is asked for. */
    public long heapAfterCollection() throws IOException {
        try {
            var memory = new ObjectName("java.lang:type=Memory");
            beans.invoke(memory, "gc", new Object[0], new String[0]);
            return beans.getAttribute(memory, "HeapMemoryUsage") instanceof CompositeData usage
                            && usage.get("used") instanceof Long used
                    ? used
                    : 0;
        } catch (JMException e) {
            throw new IOException("the JVM does not tell its heap", e);
        }
    }

    /** Bytes of memory that the process holds now; 0 where the system does not tell. */
    public long resident() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
