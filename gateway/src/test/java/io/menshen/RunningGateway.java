package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.access.Uses;
import io.menshen.journal.ReplayGate;
import io.menshen.journal.ReplayGate.Shut;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeyRing;
import io.menshen.tokens.ScopedTokens;
import io.menshen.tokens.ScopedTokens.Scope;
import io.menshen.web.Described;
import io.menshen.web.Door;
import io.menshen.web.Doors;
import io.menshen.web.Eventually;
import io.menshen.web.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole gateway, called over HTTP; its key ring counts what is asked of it, and its clock can be
 * set.
 */
final class RunningGateway implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final TestIssuer issuer;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable CountingKeyRing keys;

    /** Who calls: a consumer, and maybe a member of staff. */
    record Caller(String consumer, @Nullable String staff) {
        static Caller of(String consumer) {
            return new Caller(consumer, null);
        }
    }

    /** How many run, and the threads of Vert.x that were there before the first of them. */
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private static final Set<Thread> OTHERS = ConcurrentHashMap.newKeySet();

    RunningGateway(String[] settings, TestIssuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
        if (RUNNING.get() == 0) {
            OTHERS.clear();
            OTHERS.addAll(vertx());
        }
        var application = new SpringApplication(Gateway.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.addInitializers(
                starting -> starting.getBeanFactory().addBeanPostProcessor(new Counting()));
        context = application.run(settings);
        var gate = bean(ReplayGate.class);
        // An altered journal keeps it shut for good.
        var isAltered = Optional.of(Shut.JOURNAL_ALTERED);
        if (!Eventually.holds(() -> gate.isOpen() || gate.why().equals(isAltered))
                || !gate.isOpen()) {
            context.close();
            throw new IllegalStateException("the journal was not replayed");
        }
        RUNNING.incrementAndGet();
    }

    private final class Counting implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof KeyRing ring) {
                var counting = new CountingKeyRing(ring);
                keys = counting;
                return counting;
            }
            return bean instanceof Clock ? clock : bean;
        }
    }

    CountingKeyRing keys() {
        return Objects.requireNonNull(keys);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All beans of that type. */
    <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    int port() {
        return port(Door.API);
    }

    int port(Door door) {
        return bean(Doors.class).port(door);
    }

    /** Posts a body as JSON. */
    Answer post(String path, Caller caller, Map<String, ?> body) {
        return post(path, caller, body, Map.of());
    }

    Answer post(String path, Caller caller, Map<String, ?> body, Map<String, String> headers) {
        var whole = new ShownNotice(this).along(path, body);
        return send(path, caller, JSON.writeValueAsString(whole), headers);
    }

    /** Posts lines of NDJSON. */
    HttpResponse<String> lines(String path, Caller caller, String body) {
        return send(
                request(path, caller)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    Answer get(String path, Caller caller) {
        return described("get", path, send(request(path, caller).GET().build()));
    }

    private Answer send(String path, Caller caller, String body, Map<String, String> headers) {
        var request =
                request(path, caller)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return described("post", path, send(request.build()));
    }

    /** Whatever a test asks, the answer is as the description says. */
    private static Answer described(String method, String path, HttpResponse<String> response) {
        var status = response.statusCode();
        assertThat(Described.differences(method, path, status, response.body()))
                .as("%s %s: %s", method, path, response.body())
                .isEmpty();
        return Answer.of(response);
    }

    HttpRequest.Builder request(String path, Caller caller) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Authorization",
                        "Bearer " + issuer.token(caller.consumer(), caller.staff()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The person whom a token of the registration names. */
    SubjectId registered(String token) {
        return bean(ScopedTokens.class)
                .subject(new Scope("app", scope("member_register")), token)
                .orElseThrow();
    }

    /** The token of a person for a consumer and a purpose. */
    String token(SubjectId subject, String consumer, String purpose) {
        return bean(ScopedTokens.class).ofSubject(new Scope(consumer, scope(purpose)), subject);
    }

    private String scope(String purpose) {
        return bean(Uses.class).policy().catalog().purpose(purpose).orElseThrow().tokenScope();
    }

    @Override
    public void close() {
        client.close();
        if (!context.isActive()) {
            return;
        }
        context.close();
        if (RUNNING.decrementAndGet() == 0
                && !Eventually.holds(() -> OTHERS.containsAll(vertx()))) {
            throw new IllegalStateException("Vert.x did not end");
        }
    }

    /** It ends by itself, and what it does then is not the next test's. */
    private static Set<Thread> vertx() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("vert.x-"))
                .collect(Collectors.toSet());
    }
}
