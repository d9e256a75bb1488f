package io.menshen.standalone.supervisor;

import io.menshen.standalone.StandaloneException;
import io.menshen.standalone.people.GeneratedPerson;
import io.menshen.standalone.people.PeopleGenerator;
import io.menshen.standalone.people.PersonSink;
import io.menshen.standalone.people.TestPeople;
import io.menshen.standalone.people.TestPerson;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.standalone.setup.DeploymentMark;
import io.menshen.standalone.terminal.Progress;
import io.menshen.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Takes all made-up people in, once per data folder. One that was cut off is done again from the
 * begin: who is in already stays who they are.
 */
public final class Seeding {
    /** How many people are generated, besides the test people. */
    public static final int PEOPLE = 10_000;

    private static final int AT_ONCE = 32;

    private final DataSource owner;
    private final Written configuration;
    private final int people;
    private final Terminal terminal;

    /** A configuration that opens no door, written once it is needed. */
    @FunctionalInterface
    public interface Written {
        /** Its file. */
        Path file() throws IOException;
    }

    /** The seeding of an installation, whose gateways do not run yet. */
    public Seeding(Supervisor supervisor, Terminal terminal) {
        this(
                supervisor.postgres().owner(PostgresProcess.DATABASE),
                supervisor::intakeConfiguration,
                PEOPLE,
                terminal);
    }

    /**
     * The seeding of a database that is marked as one of generated people.
     *
     * @param owner connections that read and set the mark
     * @param people how many are generated, besides the test people
     */
    public Seeding(DataSource owner, Written configuration, int people, Terminal terminal) {
        this.owner = owner;
        this.configuration = configuration;
        this.people = people;
        this.terminal = terminal;
    }

    /** Takes everyone in, where that was not done. */
    public void run() {
        var mark = new DeploymentMark(owner);
        try {
            if (!mark.isSet(DeploymentMark.SEEDED)) {
                seed();
                mark.set(DeploymentMark.SEEDED);
            }
        } catch (SQLException | IOException e) {
            throw new StandaloneException("the people could not be taken in: " + e.getMessage(), e);
        }
    }

    /** Everyone who is taken in, the test people first. */
    public static Stream<GeneratedPerson> everyone() {
        return everyone(PEOPLE);
    }

    /** The test people and so many generated ones. */
    public static Stream<GeneratedPerson> everyone(int people) {
        var generator = new PeopleGenerator(LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")));
        return Stream.concat(
                TestPeople.all().stream().map(TestPerson::person), generator.people(people));
    }

    /** Takes in the test people alone; a gateway may run beside it. */
    public void testPeople() throws IOException {
        taken(TestPeople.all().stream().map(TestPerson::person));
    }

    private void seed() throws IOException {
        taken(everyone(people));
    }

    private void taken(Stream<GeneratedPerson> all) throws IOException {
        var provider =
                ServiceLoader.load(PersonSink.Provider.class)
                        .findFirst()
                        .orElseThrow(() ->
                                new StandaloneException("this build has no way to take people in"));
        try (var progress = terminal.progress("taking in generated people");
                var sink = provider.open(configuration.file());
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            progress.at(0, people + TestPeople.all().size());
            taken(submitted(all, sink, threads, progress), threads);
        }
    }

    private static List<Future<?>> submitted(
            Stream<GeneratedPerson> all,
            PersonSink sink,
            ExecutorService threads,
            Progress progress) {
        var taken = new ArrayList<Future<?>>();
        all.forEach(person ->
                taken.add(
                        threads.submit(() -> {
                            sink.accept(person);
                            progress.another();
                        })));
        return taken;
    }

    private static void taken(List<Future<?>> taken, ExecutorService threads) {
        try {
            for (var person : taken) {
                person.get();
            }
        } catch (ExecutionException | CancellationException e) {
            threads.shutdownNow();
            throw new StandaloneException("a generated person was refused: " + e.getCause(), e);
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new StandaloneException("interrupted while people were taken in", e);
        }
    }
}
