//! The elements of a list, whatever its form, and their size.

use super::*;

fn ints(numbers: &[i64]) -> List {
    numbers.iter().map(|number| Value::Int(*number)).collect::<Vec<_>>().into()
}

/// A value of every kind of element.
fn kinds() -> Vec<[Value; 3]> {
    vec![
        [1, 2, 3].map(Value::Int),
        [1, 2, 3].map(Value::Datetime),
        [1, 2, 3].map(Value::Duration),
        [0.5, -0.0, f64::INFINITY].map(Value::Float),
        [true, false, true].map(Value::Bool),
        ["a", "b", "c"].map(Value::str),
        [Value::None, Value::Int(1), Value::Bool(true)],
        [Value::Int(1), Value::None, Value::Float(1.0)],
    ]
}

#[test]
fn a_list_gives_back_what_it_was_given() {
    for values in kinds() {
        let of_all = List::from(values.to_vec());
        let mut pushed = List::default();
        values.iter().for_each(|value| pushed.push(value.clone()).unwrap());
        let mut inserted = List::default();
        values.iter().rev().for_each(|value| inserted.insert(0, value.clone()).unwrap());
        for list in [of_all, pushed, inserted, List::collect(values.to_vec()).unwrap()] {
            assert_eq!((list.len(), list.clone().into_vec()), (3, values.to_vec()));
            assert!(list.iter().zip(&values).all(|(element, value)| *element == *value));
            assert_eq!(list.get(1).as_deref(), Some(&values[1]));
            assert!(list.get(3).is_none() && list.contains(&values[2]).unwrap());
        }
    }
}

#[test]
fn elements_of_any_kind_replace_and_follow_each_other() {
    for values in kinds() {
        for other in kinds() {
            let mut list = List::from(values.to_vec());
            assert!(list.set(1, other[0].clone()).unwrap() && !list.set(3, other[0].clone()).unwrap());
            list.push(other[1].clone()).unwrap();
            list.insert(1, other[2].clone()).unwrap();
            list.append(List::from(other.to_vec())).unwrap();
            list.remove(0);
            let expected = [&other[2], &other[0], &values[2], &other[1], &other[0], &other[1], &other[2]].map(Clone::clone);
            assert_eq!(list.into_vec(), expected);
        }
    }
}

#[test]
fn numbers_take_no_more_room_than_they_need() {
    let widths: Vec<usize> = kinds().iter().map(|values| List::from(values.to_vec()).width()).collect();
    assert_eq!(widths, [8, 8, 8, 8, 1, 16, 16, 16]);
}

#[test]
fn lists_are_equal_whatever_their_form() {
    let mut boxed = ints(&[1, 2]);
    boxed.values_mut().unwrap();
    assert_eq!((boxed.width(), ints(&[1, 2]).width()), (16, 8));
    assert_eq!(boxed, ints(&[1, 2]));
    assert_ne!(boxed, ints(&[1, 3]));
    assert_ne!(List::from(vec![Value::Datetime(1)]), ints(&[1]));
    // As floats are, by their numbers and not by their bits.
    assert_eq!(List::from(vec![Value::Float(0.0)]), List::from(vec![Value::Float(-0.0)]));
    assert_ne!(List::from(vec![Value::Float(f64::NAN)]), List::from(vec![Value::Float(f64::NAN)]));
}

#[test]
fn parts_and_repetitions_are_those_of_their_elements() {
    for values in kinds() {
        let list = List::from(values.to_vec());
        assert_eq!(list.slice(1..9).unwrap().into_vec(), values[1..]);
        assert_eq!(list.slice(2..2).unwrap().len() + list.slice(7..9).unwrap().len(), 0);
        let twice = [&values[..], &values[..]].concat();
        assert_eq!((list.repeated(2).unwrap().into_vec(), list.repeated(0).unwrap().len()), (twice, 0));
        assert_eq!(list.slice(0..1).unwrap().repeated(2).unwrap().into_vec(), vec![values[0].clone(); 2]);
    }
}

/// How many bytes more the meter counts while a value lives.
fn counted<T>(make: impl FnOnce() -> T) -> (T, i64) {
    let before = meter::live();
    let made = make();
    let grown = meter::live() - before;
    (made, grown)
}

#[test]
fn copies_have_no_room_to_spare() {
    let empty = counted(List::default).1;
    for values in kinds() {
        let list = List::from(values.to_vec());
        let width = list.width() as i64;
        let long = values.iter().cycle().take((1 << 10) + 1).cloned().collect::<Vec<_>>();
        let (long, grown) = counted(|| List::from(long));
        // A string of one byte is in its value.
        assert_eq!(grown, empty + 1025 * width, "{values:?}");
        for (copy, length) in [
            (counted(|| long.slice(1..3).unwrap()), 2),
            (counted(|| long.slice(1000..9000).unwrap()), 25),
            (counted(|| list.repeated(1000).unwrap()), 3000),
            (counted(|| list.slice(0..1).unwrap().repeated(999).unwrap()), 999),
        ] {
            let (copy, grown) = copy;
            assert_eq!((copy.len(), grown), (length, empty + length as i64 * copy.width() as i64), "{values:?}");
        }
    }
}

#[test]
fn a_list_that_is_refused_an_element_stays_as_it_is() {
    let mut list = ints(&[1, 2]);
    assert!(!list.set(2, Value::None).unwrap());
    assert_eq!((list.width(), list.into_vec()), (8, vec![Value::Int(1), Value::Int(2)]));
}
