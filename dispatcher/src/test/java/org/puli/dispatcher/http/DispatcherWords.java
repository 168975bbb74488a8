package org.puli.dispatcher.http;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the dispatcher says in its log while this is open. */
final class DispatcherWords extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<String> words = new CopyOnWriteArrayList<>();
    private final Logger logger;

    DispatcherWords() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        logger = context.getLogger("org.puli.dispatcher");
        setContext(context);
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        words.add(event.getFormattedMessage());
    }

    String all() {
        return String.join("\n", words);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
