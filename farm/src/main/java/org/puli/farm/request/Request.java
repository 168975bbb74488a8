package org.puli.farm.request;

/**
 * Something that the loop is asked to do or tell.
 *
 * @param <R> what the answer is
 */
public sealed interface Request<R>
        permits SubmitJob,
                PauseJob,
                ResumeJob,
                CancelJob,
                RetryJob,
                DeleteJob,
                SyncWorker,
                PauseWorker,
                ResumeWorker,
                SetLicense,
                CreatePool,
                EditPool,
                DeletePool,
                MoveWorkers,
                SetShare,
                DeleteShare,
                ShowJob,
                ShowSpec,
                ShowCommand,
                ListCommands,
                ShowBlocklist,
                BlockWorker,
                ClearBlocklist,
                Tick {}
