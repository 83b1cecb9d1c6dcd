// Package parallel shares work out: the suites judge and run hundreds of programs, which have nothing to do with each other.
package parallel

import "sync"

// Each calls work for 0 to count-1, as many at a time as there are workers, and waits for all.
func Each(workers, count int, work func(at int)) {
	next := make(chan int)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for at := range next {
				work(at)
			}
		})
	}
	for at := range count {
		next <- at
	}
	close(next)
	group.Wait()
}
