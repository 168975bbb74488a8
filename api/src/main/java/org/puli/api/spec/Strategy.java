package org.puli.api.spec;

/** In which order a job or group serves its children that have something to start. */
public enum Strategy {
    /** As they stand in the document: the first one gets all it can use. */
    FIFO,
    /** In the order that people give them, at first that of the document. */
    AS_IS,
    /** Higher priority first, then as they stand in the document. */
    PRIORITY,
    /** Whichever holds least, then whichever was served least: all get the same. */
    FAIR,
    /** The same by weight: weight 2 gets twice what weight 1 gets. */
    WEIGHTED
}
