package io.menshen.login;

import io.menshen.access.Access;
import io.menshen.access.Records;
import io.menshen.connectors.Texts;
import io.menshen.connectors.http.Gate;
import io.menshen.connectors.http.HttpTexts;
import io.menshen.connectors.http.SigningBytes;
import io.menshen.keys.KeyRing;
import io.menshen.quota.QuotaProperties;
import io.menshen.quota.RedisLink;
import io.menshen.subject.Subjects;
import io.menshen.tokens.ScopedTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LoginProperties.class)
class LoginWiring {
    @Bean
    LoginStore loginStore(QuotaProperties redis) {
        return new LoginStore(RedisLink.to(redis));
    }

    @Bean
    Secrets loginSecrets() {
        return new Secrets();
    }

    @Bean
    Texts texts(LoginProperties properties, Clock clock) {
        var posted = properties.texts();
        var address = posted.address();
        if (address == null) {
            return Texts.none();
        }
        var key = key(Objects.requireNonNull(posted.keyFile()));
        try {
            return new HttpTexts(new Gate(address, key, posted.limit()), clock);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("menshen.login.texts: " + e.getMessage(), e);
        }
    }

    private static SigningBytes key(Path file) {
        try {
            return new SigningBytes(Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "menshen.login.texts.key-file is "
                            + file
                            + "; a file of 32 bytes or more is needed that this account may read",
                    e);
        }
    }

    @Bean
    TextQueue textQueue(Texts texts, LoginProperties properties, MeterRegistry meters) {
        var way = properties.texts().address() == null ? TextQueue.Way.NONE : TextQueue.Way.OPEN;
        return new TextQueue(texts, way, meters);
    }

    @Bean
    Sessions sessions(
            LoginStore store,
            Secrets secrets,
            Subjects subjects,
            KeyRing keys,
            LoginProperties properties,
            Clock clock) {
        return new Sessions(store, secrets, subjects, keys, properties, clock);
    }

    @Bean
    Codes codes(
            LoginStore store,
            Secrets secrets,
            Subjects subjects,
            KeyRing keys,
            TextQueue queue,
            LoginProperties properties,
            Clock clock) {
        var limits = new CodeLimits(keys, properties, clock);
        return new Codes(store, secrets, subjects, keys, limits, queue, clock);
    }

    @Bean
    AppLinks appLinks(LoginStore store, Secrets secrets, KeyRing keys, Clock clock) {
        return new AppLinks(store, secrets, keys, clock);
    }

    @Bean
    SealedTexts sealedTexts(LoginStore store, Secrets secrets, KeyRing keys, Clock clock) {
        return new SealedTexts(store, secrets, keys, clock);
    }

    @Bean
    Entry entry(Access access, ScopedTokens tokens, Records records, Sessions sessions) {
        return new Entry(access, tokens, records, sessions);
    }
}
