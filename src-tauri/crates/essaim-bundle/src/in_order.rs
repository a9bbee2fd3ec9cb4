//! Work on several threads, results in the order of the work: what writing and reading share so that the bytes never
//! depend on which thread was faster.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How many threads are worth starting on this machine: at least one, at most eight.
pub fn worker_threads() -> usize {
    thread::available_parallelism()
        .map_or(1, usize::from)
        .clamp(1, 8)
}

/// Applies `work` to each of `items` on `threads` threads and hands each result to `deliver`, in the order of `items`.
///
/// `items` is drawn and `deliver` called on the calling thread, so neither needs to be `Send` (a database connection is
/// not). At most `2 × threads` items are in flight, which bounds the memory. The first error of `items` or `deliver`
/// ends the run and is returned; work already begun is finished and dropped.
pub fn in_order<T, R, E>(
    threads: usize,
    items: impl IntoIterator<Item = Result<T, E>>,
    work: impl Fn(T) -> R + Sync,
    mut deliver: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
{
    if threads <= 1 {
        return items.into_iter().try_for_each(|item| deliver(work(item?)));
    }
    let window = threads * 2;
    let (jobs, queue) = sync_channel::<(T, SyncSender<R>)>(window);
    // Owned by the workers alone: if all of them are gone, so are the jobs, and nobody waits for their results.
    let queue = Arc::new(Mutex::new(queue));
    thread::scope(|scope| {
        let jobs = jobs; // dropped when this closure returns, early or not: that ends the workers
        for _ in 0..threads {
            let (queue, work) = (Arc::clone(&queue), &work);
            scope.spawn(move || serve(&queue, work));
        }
        drop(queue);
        let mut waiting: VecDeque<Receiver<R>> = VecDeque::with_capacity(window);
        for item in items {
            let (answer, result) = sync_channel(1);
            // Sending fails only if every worker panicked; the missing result then ends the run below.
            let _ = jobs.send((item?, answer));
            waiting.push_back(result);
            if waiting.len() >= window {
                take(&mut waiting, &mut deliver)?;
            }
        }
        while !waiting.is_empty() {
            take(&mut waiting, &mut deliver)?;
        }
        Ok(())
    })
}

fn serve<T, R>(queue: &Mutex<Receiver<(T, SyncSender<R>)>>, work: &(impl Fn(T) -> R + Sync)) {
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((item, answer)) = job else { return };
        // Nobody waits any more when the caller stopped early: the result is dropped.
        let _ = answer.send(work(item));
    }
}

fn take<R, E>(
    waiting: &mut VecDeque<Receiver<R>>,
    deliver: &mut impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    // A missing result means that its worker panicked; the scope passes that panic on when it joins.
    match waiting.pop_front().map(|result| result.recv()) {
        Some(Ok(result)) => deliver(result),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let mut seen = Vec::new();
        let items = (0..500u32).map(Ok::<_, ()>);
        let slow_first = |n: u32| {
            if n.is_multiple_of(7) {
                thread::yield_now();
            }
            n * 2
        };
        let done = in_order(4, items, slow_first, |n| {
            seen.push(n);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(seen, (0..500).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn the_first_error_ends_the_run() {
        let mut drawn = 0;
        let items = (0..1_000).inspect(|_| drawn += 1).map(Ok::<u32, &str>);
        let done = in_order(
            2,
            items,
            |n| n,
            |n| if n == 3 { Err("full disk") } else { Ok(()) },
        );
        assert_eq!(done, Err("full disk"));
        assert!(
            drawn < 20,
            "no more work is begun after an error, but {drawn} items were drawn"
        );
        let items = [Ok(1), Err("unreadable"), Ok(2)];
        assert_eq!(
            in_order(2, items, |n: u32| n, |_| Ok(())),
            Err("unreadable")
        );
    }
}
