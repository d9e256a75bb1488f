package io.menshen.quota;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * One shared, pipelined connection. Nothing gathers while it is down (Lettuce #813, #1718):
 * commands are rejected at once, and what was sent waits no longer than the time limit.
 */
public final class RedisLink implements AutoCloseable {
    private static final int QUEUE = 1_024;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** A peer that went without a word is given up after this, so that a new one is looked for. */
    private static final Duration UNANSWERED = Duration.ofSeconds(3);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI address;
    private CompletableFuture<StatefulRedisConnection<String, String>> connection;

    /** A connection to where those properties say; begins to connect and waits for nothing. */
    public static RedisLink to(QuotaProperties properties) {
        return new RedisLink(properties.address(), properties.options());
    }

    /** Begins to connect and waits for nothing. */
    RedisLink(RedisURI address, ClientOptions.Builder given) {
        this.address = address;
        resources =
                ClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .reconnectDelay(() ->
                                Delay.exponential(
                                        Duration.ofMillis(50),
                                        Duration.ofSeconds(1),
                                        2,
                                        TimeUnit.MILLISECONDS))
                        .build();
        client = RedisClient.create(resources);
        client.setOptions(options(given));
        connection = connect();
    }

    private static ClientOptions options(ClientOptions.Builder given) {
        return given.autoReconnect(true)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE)
                .suspendReconnectOnProtocolFailure(false)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(
                        SocketOptions.builder()
                                .connectTimeout(CONNECT)
                                .tcpNoDelay(true)
                                .keepAlive(true)
                                .tcpUserTimeout(
                                        TcpUserTimeoutOptions.builder()
                                                .enable()
                                                .tcpUserTimeout(UNANSWERED)
                                                .build())
                                .build())
                .build();
    }

    /** The commands of the connection; an error at once where there is none. */
    public Mono<RedisAsyncCommands<String, String>> commands() {
        return Mono.fromSupplier(() -> present().async());
    }

    /** Lettuce reconnects what was connected once; a first connection that failed is begun anew. */
    private synchronized StatefulRedisConnection<String, String> present() {
        if (connection.isCompletedExceptionally()) {
            connection = connect();
        }
        if (connection.state() != Future.State.SUCCESS) {
            throw new IllegalStateException("there is no connection to Redis yet");
        }
        return connection.resultNow();
    }

    private CompletableFuture<StatefulRedisConnection<String, String>> connect() {
        return client.connectAsync(StringCodec.UTF8, address).toCompletableFuture();
    }

    /** Waits for the threads of the client, up to four seconds. */
    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
