//! A message into its lines: cut at commas, new lines and "and", joined again where two pieces make one item
//! ("opc 53, 50 bags"), and cut once more where one stretch counts several things ("50 bags cement 2 ton steel").

use super::Item;
use super::lexicon::Meaning;
use super::line::{self, Line};
use super::shelf::Shelf;
use super::words::Piece;
use crate::catalog::Kind;

pub(super) fn read(pieces: &[Piece], shelf: &Shelf<'_>) -> Vec<Line> {
    let mut stretches: Vec<Vec<Piece>> = Vec::new();
    for stretch in pieces.split(parts).filter(|stretch| !stretch.is_empty()) {
        let joined = stretches.last().map(|last| [last.as_slice(), stretch].concat());
        match joined.filter(|joined| is_one_item(joined, shelf)) {
            Some(joined) => {
                stretches.pop();
                stretches.push(joined);
            }
            None => stretches.push(stretch.to_vec()),
        }
    }
    stretches.iter().flat_map(|stretch| lines_of(stretch, shelf)).collect()
}

fn parts(piece: &Piece) -> bool {
    match piece {
        Piece::Break => true,
        Piece::Said { meaning, .. } => *meaning == Meaning::And,
        Piece::Number { .. } | Piece::Name(_) | Piece::Unknown => false,
    }
}

/// Something that can be had, at most one count, no number left over.
fn is_one_item(pieces: &[Piece], shelf: &Shelf<'_>) -> bool {
    let line = line::read(pieces, shelf);
    line.counts.len() <= 1 && line.loose.is_empty() && line.item(shelf).is_some()
}

/// One line, or several when the stretch falls into whole items.
fn lines_of(pieces: &[Piece], shelf: &Shelf<'_>) -> Vec<Line> {
    let whole = line::read(pieces, shelf);
    if whole.spans.len() < 2 {
        return vec![whole];
    }
    // "50 bags cement 2 ton steel" is cut before each count, "cement 50 bags steel 2 ton" behind it.
    let before = whole.spans.iter().skip(1).map(|(first, _)| *first).collect::<Vec<_>>();
    let behind = whole.spans.iter().rev().skip(1).rev().map(|(_, last)| last + 1).collect();
    [before, behind]
        .into_iter()
        .find_map(|cuts| cut_into_items(pieces, &cuts, shelf))
        .unwrap_or_else(|| vec![whole])
}

/// Every stretch must be a whole item with its own count, or the cut is no good.
fn cut_into_items(pieces: &[Piece], cuts: &[usize], shelf: &Shelf<'_>) -> Option<Vec<Line>> {
    let mut from = 0;
    let mut lines = Vec::new();
    for to in cuts.iter().copied().chain([pieces.len()]) {
        let line = line::read(pieces.get(from..to)?, shelf);
        let whole = line.counts.len() == 1 && line.loose.is_empty() && line.item(shelf).is_some();
        if !whole {
            return None;
        }
        lines.push(line);
        from = to;
    }
    // Two that could be the same thing, without a break between, may be one with a slip in it: "12mt tmt 2 ton".
    let items: Vec<Item> = lines.iter().filter_map(|line| line.item(shelf)).collect();
    let slipped = items.iter().enumerate().any(|(at, item)| {
        item.kind != Some(Kind::Labour) && items.iter().skip(at + 1).any(|other| meet(item, other))
    });
    for line in &mut lines {
        line.doubt |= slipped;
    }
    Some(lines)
}

fn meet(a: &Item, b: &Item) -> bool {
    a.skus.iter().any(|sku| b.skus.contains(sku))
}
