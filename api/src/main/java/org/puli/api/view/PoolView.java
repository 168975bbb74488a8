package org.puli.api.view;

import org.puli.api.PoolName;

/** A pool as it is shown: how many workers belong to it, how many of them are online, and how many are busy. */
public record PoolView(PoolName id, PoolName name, int workerCount, int onlineCount, int busyCount) {}
