/** The pure core of a farm: what it is, what may happen to it, and what happens next. */
module org.puli.farm {
    requires static org.jspecify;
    requires transitive org.puli.api;

    exports org.puli.farm;
    exports org.puli.farm.request;
    exports org.puli.farm.change;
    exports org.puli.farm.decide;
    exports org.puli.farm.schedule;
    exports org.puli.farm.row;
}
