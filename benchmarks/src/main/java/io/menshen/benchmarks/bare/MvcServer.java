package io.menshen.benchmarks.bare;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** What one would write instead: Spring MVC on virtual threads, HikariCP, the JDBC driver. */
final class MvcServer implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final Tomcat tomcat;
    private final HikariDataSource pool;

    private MvcServer(Tomcat tomcat, HikariDataSource pool) {
        this.tomcat = tomcat;
        this.pool = pool;
    }

    static MvcServer start(Database database, int port) throws IOException, LifecycleException {
        var pool = pool(database);
        var context = new AnnotationConfigWebApplicationContext();
        context.register(MvcRoutes.class);
        context.addBeanFactoryPostProcessor(
                beans -> beans.registerSingleton("people", new MvcPeople(pool)));
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setConnector(connector(port));
        var root = tomcat.addContext("", null);
        var servlet = Tomcat.addServlet(root, "dispatcher", new DispatcherServlet(context));
        servlet.setLoadOnStartup(1);
        servlet.addMapping("/");
        tomcat.start();
        return new MvcServer(tomcat, pool);
    }

    private static HikariDataSource pool(Database database) {
        var config = new HikariConfig();
        config.setDataSource(database.driver());
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    /** Kept open for ever, as the other servers do: Tomcat's own limit is 100 requests. */
    private static Connector connector(int port) throws IOException {
        var connector = new Connector();
        connector.setPort(port);
        if (!(connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http)) {
            throw new IOException("Tomcat speaks another protocol");
        }
        http.setAddress(java.net.InetAddress.getLoopbackAddress());
        http.setMaxKeepAliveRequests(-1);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return connector;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        try {
            tomcat.stop();
            tomcat.destroy();
        } finally {
            pool.close();
        }
    }
}
