/** The words that dispatcher, workers and command line share. */
module org.puli.api {
    requires static org.jspecify;
    requires transitive com.fasterxml.jackson.annotation;
    requires tools.jackson.databind;
    requires org.snakeyaml.engine;
    requires re2j;
    requires java.net.http;
    requires jdk.unsupported;

    exports org.puli.api;
    exports org.puli.api.spec;
    exports org.puli.api.view;
    exports org.puli.api.sync;
    exports org.puli.api.json;
    exports org.puli.api.client;
    exports org.puli.api.config;
    exports org.puli.api.daemon;
    exports org.puli.api.local;
    exports org.puli.api.tls;
}
