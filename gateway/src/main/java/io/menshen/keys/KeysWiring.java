package io.menshen.keys;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Opens the keysets at start-up: without them nothing can be served. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeysProperties.class)
class KeysWiring {
    private static final String FILES = "keysetFiles";

    /** A thread of its own: a disk or a key service that hangs holds up nothing else. */
    @Bean(name = FILES, destroyMethod = "dispose")
    Scheduler keysetFiles() {
        return Schedulers.newBoundedElastic(1, 2, "keysets", 60, true);
    }

    @Bean
    LiveKeysets liveKeysets(KeysProperties properties, @Qualifier(FILES) Scheduler scheduler) {
        var folder = properties.folder();
        var files = KeysetFiles.of(properties);
        if (!files.exist()) {
            throw new IllegalStateException(
                    "menshen.keys.folder is "
                            + folder
                            + ", which holds no keysets; make them by \"menshen keys create "
                            + folder
                            + "\" or name the folder that has them");
        }
        try {
            return new LiveKeysets(files, properties, scheduler, System::nanoTime);
        } catch (IOException | KeyServiceException e) {
            throw new IllegalStateException("the keysets do not open: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the keysets of "
                            + folder
                            + " were altered or do not belong together; restore the whole folder"
                            + " from its backup",
                    e);
        }
    }

    @Bean
    KeyRing keyRing(LiveKeysets keysets) {
        return keysets.ring();
    }
}
