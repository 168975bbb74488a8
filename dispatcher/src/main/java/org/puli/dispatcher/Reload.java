package org.puli.dispatcher;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;
import org.puli.api.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over what can be changed while the dispatcher runs. Safe on every thread. */
final class Reload implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final Supplier<Settings> settings;
    private volatile @Nullable Dispatcher dispatcher;

    Reload(Supplier<Settings> settings) {
        this.settings = settings;
    }

    void use(Dispatcher running) {
        dispatcher = running;
    }

    /**
     * Reads the settings anew.
     *
     * @throws BadSetting when one cannot be used; then nothing has changed
     */
    @Override
    public void run() {
        Dispatcher running = dispatcher;
        DispatcherConfig config = DispatcherConfig.of(settings.get());
        DispatcherLog.level(config.debug());
        if (running != null) {
            running.reload(config);
        }
        LOG.info("Settings were read anew");
    }

    /** The same for a signal, which nobody waits to have answered: what is wrong goes to the log. */
    void runQuietly() {
        try {
            run();
        } catch (BadSetting e) {
            LOG.error("Settings were not taken over: {}", e.getMessage());
        }
    }
}
